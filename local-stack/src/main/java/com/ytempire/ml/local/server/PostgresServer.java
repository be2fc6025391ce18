package com.ytempire.ml.local.server;

import com.ytempire.ml.core.file.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 17 as a child process on a kept data directory, with one database, {@code ytempire}.
 *
 * <p>Listens on 127.0.0.1 only and asks for the password. Commits are flushed to disk, so a killed
 * stack loses nothing that was acknowledged. Needs {@code unshare} when run as root, because
 * Postgres refuses to be root.
 */
public final class PostgresServer implements StackServer {

  private static final String USER = "ytempire";
  private static final String DATABASE = "ytempire";
  private static final String PROGRAM = "postgres";

  /** Fast shutdown: ends sessions, writes a checkpoint. */
  private static final String STOP_SIGNAL = "INT";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Path logs;
  private final Path cache;
  private final OrphanGuard guard;
  private final DatabaseUrl url;
  private final @Nullable Path builtVector;
  private @Nullable ChildServer child;
  private @Nullable PostgresBinaries binaries;
  private String version = "";

  /**
   * @param cache where the programs are unpacked, shared by all data folders
   * @param builtVector folder with a built pgvector, which need not exist; null to go without
   */
  PostgresServer(
      DataFolder data,
      Path cache,
      int port,
      String password,
      OrphanGuard guard,
      @Nullable Path builtVector) {
    this.folder = data.root().resolve("postgres");
    this.logs = data.logs();
    this.cache = cache;
    this.guard = guard;
    this.url = new DatabaseUrl("localhost", port, DATABASE, USER, password);
    this.builtVector = builtVector;
  }

  @Override
  public ServerName name() {
    return ServerName.POSTGRES;
  }

  @Override
  public void start() {
    PostgresBinaries programs = PostgresBinaries.unpackedIn(cache);
    binaries = programs;
    try {
      if (!Files.exists(folder)) {
        initialize(programs);
      }
      dropPidFileOfDeadServer();
    } catch (IOException e) {
      throw new ServerException("cannot prepare %s: %s".formatted(folder, e), e);
    }
    Path log = logs.resolve("postgres.log");
    child = ChildServer.start(serverCommand(programs), PROGRAM, folder, log, STOP_SIGNAL, guard);
    try {
      awaitAnswer(child);
      createDatabase();
      refreshVector();
    } catch (ServerException e) {
      close();
      throw e;
    }
  }

  private void initialize(PostgresBinaries programs) throws IOException {
    // Under another name until complete, so that a half-made directory is never taken for data.
    Path draft = folder.resolveSibling("postgres.new");
    if (Files.exists(draft)) {
      Folders.delete(draft);
    }
    Path passwordFile = folder.resolveSibling("postgres.password");
    PrivateFiles.write(passwordFile, url.password() + "\n");
    try {
      List<String> command = asOrdinaryUser();
      command.addAll(
          List.of(
              programs.program("initdb").toString(),
              "--pgdata=" + draft,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-sync"));
      File log = logs.resolve("postgres-init.log").toFile();
      Process initdb =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log))
              .start();
      if (!initdb.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
        initdb.destroyForcibly();
        throw new ServerException(
            "Postgres could not make its data directory:\n" + Files.readString(log.toPath()));
      }
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("stopped while Postgres made its data directory", e);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  /** The folder is locked and its servers have ended, so a pid in the file is someone else's. */
  private void dropPidFileOfDeadServer() throws IOException {
    Files.deleteIfExists(folder.resolve("postmaster.pid"));
  }

  private List<String> serverCommand(PostgresBinaries programs) {
    List<String> command = asOrdinaryUser();
    command.addAll(List.of(programs.program(PROGRAM).toString(), "-D", folder.toString()));
    for (String setting :
        List.of(
            "port=" + url.port(),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=128MB",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  private static List<String> asOrdinaryUser() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new ArrayList<>();
    }
    Path unshare =
        Programs.find("unshare")
            .orElseThrow(
                () ->
                    new ServerException(
                        "Postgres does not run as root without unshare; install util-linux, start"
                            + " as another user, or name a server by DATABASE_URL"));
    return new ArrayList<>(List.of(unshare.toString(), "--user"));
  }

  private void awaitAnswer(ChildServer server) {
    boolean answered = Waiting.until(START_LIMIT, () -> !server.isAlive() || readVersion());
    if (!answered || !server.isAlive()) {
      throw new ServerException("Postgres did not start:\n" + server.lastWords());
    }
  }

  private boolean readVersion() {
    try (Connection connection = url.database("postgres").connect()) {
      version = connection.getMetaData().getDatabaseProductVersion();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private void createDatabase() {
    try (Connection connection = url.database("postgres").connect();
        Statement statement = connection.createStatement()) {
      boolean exists;
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        exists = found.next();
      }
      if (!exists) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    } catch (SQLException e) {
      throw new ServerException("cannot create database " + DATABASE + ": " + e.getMessage(), e);
    }
  }

  /**
   * Takes over a pgvector that was built since the start; {@code CREATE EXTENSION vector} then
   * works without a restart.
   *
   * @return whether the server has the extension
   */
  boolean refreshVector() {
    PostgresBinaries programs = binaries;
    return builtVector != null && programs != null && programs.installVector(builtVector);
  }

  /** With user and password, for clients. */
  DatabaseUrl url() {
    return url;
  }

  @Override
  public String address() {
    return url.toString();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public boolean isHealthy() {
    ChildServer server = child;
    if (server == null || !server.isAlive()) {
      return false;
    }
    try (Connection connection = url.connect()) {
      return connection.isValid(3);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Ends what an earlier, killed run left; called while the data folder is locked. */
  static int endLeftovers(DataFolder data) {
    return ChildServer.endLeftovers(data.root().resolve("postgres"), PROGRAM, STOP_SIGNAL);
  }

  @Override
  public void close() {
    if (child != null) {
      child.stop();
    }
  }
}
