package com.ytempire.ml.core.testing;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.postgres.PgvectorInstaller;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A Postgres of this JVM's own, on a free port, that can be stopped and started with its data.
 *
 * <p>If the folder named by {@code YTEMPIRE_PGVECTOR}, by default {@code
 * ~/.cache/ytempire/pgvector/17}, holds a built pgvector, the server has it.
 */
public final class PostgresServer implements AutoCloseable {
  private static @Nullable PostgresServer shared;

  private final Path data;
  private final boolean pgvector;
  private EmbeddedPostgres server;
  private long[] hanging = {};
  private final int port;

  private PostgresServer(Path data) throws IOException, SQLException {
    this.data = data;
    this.server = launch(0);
    this.port = server.getPort();
    this.pgvector = PgvectorInstaller.install(pgvectorFolder(), server.getPostgresDatabase());
  }

  /** The one that {@link EmbeddedServers} gives out; it lives until the JVM ends. */
  static synchronized PostgresServer shared() {
    if (shared == null) {
      PostgresServer started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return shared;
  }

  /** Starts one that the caller closes. */
  public static PostgresServer start() {
    try {
      return new PostgresServer(Files.createTempDirectory("ytempire-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("Postgres did not tell its folders", e);
    }
  }

  private EmbeddedPostgres launch(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setServerConfig("shared_buffers", "64MB")
        .setServerConfig("max_connections", "60")
        .setPGStartupWait(Duration.ofSeconds(60))
        .start();
  }

  /** Connections to the database {@code postgres} as superuser. */
  public DataSource administration() {
    return EmbeddedServers.dataSource(database("postgres"));
  }

  /** The address of a database on this server, which need not exist. */
  public DatabaseSettings database(String name) {
    return EmbeddedServers.settings(port, name);
  }

  int port() {
    return port;
  }

  boolean hasPgvector() {
    return pgvector;
  }

  /** Ends the server; connections break. */
  public void stop() throws IOException {
    server.close();
  }

  /** Starts a stopped server on its port with its data. */
  public void startAgain() throws IOException {
    server = launch(port);
  }

  /**
   * Lets the server hang, with every process that it has: connections are taken and nothing is
   * answered, until {@link #goOn}.
   */
  public void hang() throws IOException {
    String id = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    // First the one that makes others.
    Signals.send("STOP", postmaster.pid());
    hanging =
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
            .mapToLong(ProcessHandle::pid)
            .toArray();
    Signals.send("STOP", hanging);
  }

  /** Ends what {@link #hang} began. */
  public void goOn() {
    Signals.send("CONT", hanging);
    hanging = new long[0];
  }

  @Override
  public void close() {
    try {
      goOn();
      server.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pgvectorFolder() {
    String named = System.getenv("YTEMPIRE_PGVECTOR");
    return named != null && !named.isBlank()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), ".cache", "ytempire", "pgvector", "17");
  }
}
