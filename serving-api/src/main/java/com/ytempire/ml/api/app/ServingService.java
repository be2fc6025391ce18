package com.ytempire.ml.api.app;

import com.ytempire.ml.api.http.BasePaths;
import com.ytempire.ml.api.operation.MetricsListener;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running service. Safe to share between threads; several may run in one process, on ports of
 * their own.
 */
public final class ServingService implements AutoCloseable {
  /** What every path begins with. */
  public static final String BASE_PATH = BasePaths.BASE;

  private static final Logger LOG = LoggerFactory.getLogger(ServingService.class);

  private final SharedParts parts;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final @Nullable MetricsListener metrics;
  private final Duration drain;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ServingService(
      SharedParts parts,
      ApplicationContext context,
      EmbeddedServer server,
      @Nullable MetricsListener metrics,
      Duration drain) {
    this.metrics = metrics;
    this.parts = parts;
    this.drain = drain;
    this.context = context;
    this.server = server;
  }

  /**
   * Starts a service and returns once it listens. Its servers (Postgres, Redis, Kafka) need not be
   * up: what needs them is refused until they are.
   *
   * @throws ServiceStartException when it cannot listen or is put together wrongly; then nothing is
   *     left running
   */
  public static ServingService start(ServiceOptions options) {
    SharedParts parts = SharedParts.open(options);
    ApplicationContext context = null;
    try {
      context = context(options, parts);
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      MetricsListener metrics = metrics(options, context);
      try {
        server.start();
      } catch (RuntimeException | Error e) {
        if (metrics != null) {
          metrics.close();
        }
        throw e;
      }
      LOG.info("the service listens on {}", server.getURI());
      return new ServingService(
          parts, context, server, metrics, options.settings().service().drain());
    } catch (RuntimeException | Error e) {
      if (context != null) {
        context.close();
      }
      parts.close();
      throw new ServiceStartException(options, e);
    }
  }

  private static @Nullable MetricsListener metrics(
      ServiceOptions options, ApplicationContext context) {
    return options.metricsPort() < 0
        ? null
        : MetricsListener.start(
            options.settings().monitoring().metricsHost(),
            options.metricsPort(),
            context.getBean(PrometheusRegistry.class));
  }

  private static ApplicationContext context(ServiceOptions options, SharedParts parts) {
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .environmentPropertySource(false)
            .bootstrapEnvironment(false)
            .properties(MicronautProperties.of(options))
            .build();
    parts.all().forEach((type, part) -> register(context, type, part));
    options.replacements().forEach((type, part) -> replace(context, type, part));
    return context;
  }

  private static <T> void register(ApplicationContext context, Class<T> type, Object part) {
    context.registerBeanDefinition(definition(type, part).build());
  }

  private static <T> void replace(ApplicationContext context, Class<T> type, Object part) {
    context.registerBeanDefinition(definition(type, part).replaces(type).build());
  }

  private static <T> RuntimeBeanDefinition.Builder<T> definition(Class<T> type, Object part) {
    T object = type.cast(part);
    return RuntimeBeanDefinition.builder(type, () -> object).singleton(true);
  }

  /** Where it listens, such as {@code http://127.0.0.1:8000/ml/v1}. */
  public URI address() {
    return server.getURI().resolve(BASE_PATH);
  }

  /** Where Prometheus reads; empty where it does not. */
  public OptionalInt metricsPort() {
    return metrics == null ? OptionalInt.empty() : OptionalInt.of(metrics.port());
  }

  /**
   * A part of the service.
   *
   * @throws RuntimeException when there is none of the type
   */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Whether it answers requests. */
  public boolean isRunning() {
    return !closed.get() && server.isRunning();
  }

  /** Closes the port at once; what is running may end within the bound. */
  private void drain() {
    if (!(server instanceof GracefulShutdownCapable graceful)) {
      return;
    }
    CompletableFuture<?> drained = graceful.shutdownGracefully().toCompletableFuture();
    try {
      drained.get(drain.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("drained: every running request has ended");
    } catch (TimeoutException e) {
      LOG.warn("some requests did not end within {} ms and are cut off", drain.toMillis());
    } catch (ExecutionException e) {
      LOG.warn("the requests that are running could not be waited for", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more requests, lets the running ones end, and then closes everything. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    // An interruption is often why it is closed; it must not cut short what is waited for.
    boolean interrupted = Thread.interrupted();
    try {
      drain();
      server.stop();
      context.close();
    } finally {
      if (metrics != null) {
        metrics.close();
      }
      parts.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    LOG.info("the service has stopped");
  }
}
