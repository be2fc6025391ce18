package com.ytempire.ml.local.server;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All servers of the platform on one locked data folder.
 *
 * <p>They start beside each other and stop one after the other, Flink first, so that a job can
 * write until its end. When this JVM is killed, the child processes are stopped by a guard, or else
 * by the next start on the folder. Safe to share between threads; {@link #close()} may be called
 * from any of them.
 */
public final class LocalStack implements AutoCloseable {

  private final StackProgress progress;
  private final DataFolder data;
  private final OrphanGuard guard;
  private final Map<ServerName, StackServer> servers = new EnumMap<>(ServerName.class);
  private final StackConnections connections;
  private boolean closed;

  private LocalStack(StackOptions options, StackProgress progress, DataFolder data) {
    this.progress = progress;
    this.data = data;
    StackSecrets secrets = StackSecrets.of(data);
    this.guard = OrphanGuard.start();
    try {
      for (ServerName name : ServerName.values()) {
        servers.put(
            name,
            ExternalServers.named(name, options.environment())
                .orElseGet(() -> embedded(name, options, secrets)));
      }
      this.connections =
          StackConnections.of(servers, options.environment())
              .withService(options.environment(), secrets.jwtSecret());
    } catch (RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  /**
   * Starts every server and returns when all answer.
   *
   * @throws ServerException when the folder is in use, a port is taken or a server does not start;
   *     then nothing is left running
   */
  public static LocalStack start(StackOptions options, StackProgress progress) {
    DataFolder data = DataFolder.open(options.dataFolder());
    LocalStack stack;
    try {
      endLeftovers(data, progress);
      requireFreePorts(options);
      stack = new LocalStack(options, progress, data);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
    try {
      stack.startAll();
      stack.connections.write(data);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static void endLeftovers(DataFolder data, StackProgress progress) {
    if (PostgresServer.endLeftovers(data) > 0) {
      progress.leftoversEnded(ServerName.POSTGRES);
    }
    if (RedisServer.endLeftovers(data) > 0) {
      progress.leftoversEnded(ServerName.REDIS);
    }
  }

  private static void requireFreePorts(StackOptions options) {
    List<String> taken = new ArrayList<>();
    for (ServerName name : ServerName.values()) {
      int port = options.ports().of(name);
      if (ExternalServers.named(name, options.environment()).isEmpty()
          && !PortHolders.isFree(port)) {
        taken.add(
            "port %d of %s is taken by %s; free it, or choose another port by %s"
                .formatted(port, name.label(), PortHolders.describe(port), name.portVariable()));
      }
    }
    if (!taken.isEmpty()) {
      throw new ServerException(String.join("\n", taken));
    }
  }

  private StackServer embedded(ServerName name, StackOptions options, StackSecrets secrets) {
    int port = options.ports().of(name);
    return switch (name) {
      case POSTGRES ->
          new PostgresServer(
              data,
              options.cache(),
              port,
              secrets.postgresPassword(),
              guard,
              options.builtVector());
      case REDIS -> new RedisServer(data, options.cache(), port, secrets.redisPassword(), guard);
      case KAFKA -> new KafkaServer(data, port);
      case S3 -> new S3Server(data, port, secrets);
      case FLINK -> new FlinkServer(data, port);
    };
  }

  private void startAll() {
    ExecutorService starters = Executors.newFixedThreadPool(servers.size(), LocalStack::starter);
    try {
      List<CompletableFuture<Void>> starts =
          servers.values().stream()
              .map(server -> CompletableFuture.runAsync(() -> startOne(server), starters))
              .toList();
      CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ServerException failure) {
        throw failure;
      }
      throw new ServerException("a server did not start: " + e.getCause(), e);
    } finally {
      starters.shutdown();
    }
  }

  private static Thread starter(Runnable work) {
    var thread = new Thread(work, "server-start");
    thread.setDaemon(true);
    return thread;
  }

  private void startOne(StackServer server) {
    long begun = System.nanoTime();
    server.start();
    progress.ready(server, Duration.ofNanos(System.nanoTime() - begun));
  }

  /** One server, embedded or elsewhere. */
  public StackServer server(ServerName name) {
    StackServer server = servers.get(name);
    if (server == null) {
      throw new IllegalStateException(name + " is not part of this stack");
    }
    return server;
  }

  /** All servers, in the order of {@link ServerName}. */
  public Collection<StackServer> servers() {
    return List.copyOf(servers.values());
  }

  /** The Flink cluster, to submit jobs to. */
  public FlinkServer flink() {
    return (FlinkServer) server(ServerName.FLINK);
  }

  /** Addresses with credentials, as environment variables. */
  public StackConnections connections() {
    return connections;
  }

  /** The folder that holds everything. */
  public DataFolder data() {
    return data;
  }

  /**
   * Takes over a pgvector that was built since the start.
   *
   * @return whether the embedded Postgres has it; empty when Postgres runs elsewhere
   */
  public Optional<Boolean> refreshVector() {
    return server(ServerName.POSTGRES) instanceof PostgresServer postgres
        ? Optional.of(postgres.refreshVector())
        : Optional.empty();
  }

  /** Stops everything in order. A server that does not stop is noted and does not keep the rest. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    // An interruption is often why the stack is closed; it must not cut short what is waited for.
    boolean interrupted = Thread.interrupted();
    for (ServerName name :
        List.of(
            ServerName.FLINK,
            ServerName.KAFKA,
            ServerName.S3,
            ServerName.REDIS,
            ServerName.POSTGRES)) {
      stop(name, servers.get(name));
    }
    guard.close();
    StackConnections.remove(data);
    data.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(ServerName name, @Nullable StackServer server) {
    if (server == null) {
      return;
    }
    try {
      server.close();
      progress.stopped(name);
    } catch (RuntimeException e) {
      Logger.getLogger(LocalStack.class.getName())
          .log(Level.WARNING, name.label() + " did not stop in order", e);
    }
  }

  /** Where the servers are, without credentials. */
  @Override
  public String toString() {
    return servers.values().stream().map(StackServer::address).toList().toString();
  }

  /** The web page of Flink. */
  public URI webPage() {
    return flink().restAddress();
  }
}
