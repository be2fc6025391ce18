package com.ytempire.ml.local.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis as a child process with an append-only file.
 *
 * <p>Listens on 127.0.0.1 only and asks for the password. The file is flushed once a second: a
 * killed stack loses nothing, a machine that loses power up to a second. Needs libssl 3.
 */
public final class RedisServer implements StackServer {

  private static final String PROGRAM = "redis-server";
  private static final String STOP_SIGNAL = "TERM";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Path folder;
  private final Path logs;
  private final Path cache;
  private final int port;
  private final String password;
  private final OrphanGuard guard;
  private @Nullable ChildServer child;
  private String version = "";

  RedisServer(DataFolder data, Path cache, int port, String password, OrphanGuard guard) {
    this.folder = data.folder("redis");
    this.logs = data.logs();
    this.cache = cache;
    this.port = port;
    this.password = password;
    this.guard = guard;
  }

  @Override
  public ServerName name() {
    return ServerName.REDIS;
  }

  @Override
  public void start() {
    // The password goes by a private file: a command line can be read by every user.
    Path config = folder.resolve("redis.conf");
    PrivateFiles.write(
        config,
        """
        bind 127.0.0.1
        port %d
        requirepass %s
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory-policy noeviction
        daemonize no
        """
            .formatted(port, password));
    Path log = logs.resolve("redis.log");
    List<String> command = List.of(program().toString(), config.toString());
    ChildServer started = ChildServer.start(command, PROGRAM, folder, log, STOP_SIGNAL, guard);
    child = started;
    boolean answered = Waiting.until(START_LIMIT, () -> !started.isAlive() || readVersion());
    if (!answered || !started.isAlive()) {
      close();
      throw new ServerException("Redis did not start (it needs libssl 3):\n" + started.lastWords());
    }
  }

  /** Unpacked aside and moved into place, so that stacks which start at once do not meet. */
  private Path program() {
    try {
      Path home = Files.createDirectories(cache.resolve("redis"));
      Path aside = Files.createTempDirectory(home, "unpacking");
      try {
        Path unpacked = ExecutableProvider.newJarResourceProvider(aside.toFile()).get().toPath();
        return Files.move(
            unpacked,
            home.resolve(unpacked.getFileName()),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new ServerException("cannot unpack Redis into %s: %s".formatted(cache, e), e);
    }
  }

  private boolean readVersion() {
    try (Jedis jedis = new Jedis(url(), TIMEOUT_MILLIS)) {
      version = RedisInfo.version(jedis);
      return true;
    } catch (JedisException e) {
      return false; // Not up yet, or still loading its file.
    }
  }

  /** With the password, for clients. */
  URI url() {
    return URI.create("redis://:%s@localhost:%d/0".formatted(password, port));
  }

  @Override
  public String address() {
    return "redis://localhost:%d/0".formatted(port);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public boolean isHealthy() {
    try (Jedis jedis = new Jedis(url(), TIMEOUT_MILLIS)) {
      return "PONG".equals(jedis.ping());
    } catch (JedisException e) {
      return false;
    }
  }

  /** Ends what an earlier, killed run left; called while the data folder is locked. */
  static int endLeftovers(DataFolder data) {
    return ChildServer.endLeftovers(data.root().resolve("redis"), PROGRAM, STOP_SIGNAL);
  }

  @Override
  public void close() {
    if (child != null) {
      child.stop();
    }
  }
}
