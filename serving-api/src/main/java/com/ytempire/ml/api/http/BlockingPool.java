package com.ytempire.ml.api.http;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.ServiceSettings;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the work that may wait for a server: so many threads, so many requests in line for them,
 * and a refusal for more, so that a slow server makes the service refuse rather than fill up.
 */
@Singleton
final class BlockingPool implements BeanCreatedEventListener<ExecutorService> {
  private final Provider<PlatformSettings> settings;

  BlockingPool(Provider<PlatformSettings> settings) {
    this.settings = settings;
  }

  @Override
  public ExecutorService onCreated(BeanCreatedEvent<ExecutorService> event) {
    String name = Qualifiers.findName(event.getBeanDefinition().getDeclaredQualifier());
    boolean blocking =
        TaskExecutors.BLOCKING.equals(name)
            || TaskExecutors.BLOCKING.equals(event.getBeanIdentifier().getName());
    if (!blocking) {
      return event.getBean();
    }
    event.getBean().shutdown();
    return pool(settings.get().service());
  }

  private static ThreadPoolExecutor pool(ServiceSettings service) {
    var numbers = new AtomicInteger();
    var pool =
        new ThreadPoolExecutor(
            service.threads(),
            service.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(service.queue()),
            work -> {
              var thread = new Thread(work, "service-blocking-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
