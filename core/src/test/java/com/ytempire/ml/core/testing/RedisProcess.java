package com.ytempire.ml.core.testing;

import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/**
 * A Redis of this JVM's own, on a free port, that can be killed and started again. It writes a
 * snapshot only when it is told to ({@code SAVE}) and reads it at the next start.
 */
public final class RedisProcess implements AutoCloseable {
  private static @Nullable RedisProcess shared;

  private final int port;
  private final Path folder;
  private RedisServer server;
  private long hanging;

  private RedisProcess(int port, Path folder) throws IOException {
    this.port = port;
    this.folder = folder;
    this.server = launch();
  }

  static synchronized RedisProcess shared() {
    if (shared == null) {
      RedisProcess started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return shared;
  }

  /** Starts one that the caller closes. */
  public static RedisProcess start() {
    try (var probe = new ServerSocket(0)) {
      int free = probe.getLocalPort();
      probe.close();
      return new RedisProcess(free, Files.createTempDirectory("ytempire-redis"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RedisServer launch() throws IOException {
    RedisServer started =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("dir " + folder)
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    started.start();
    return started;
  }

  public RedisSettings settings() {
    return new RedisSettings("localhost", port, 0, "", new Secret(""), false);
  }

  /** Kills the process, without a chance to save or to say goodbye, and waits until it is gone. */
  public void kill() throws Exception {
    ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  /** Starts it again on its port after {@link #kill}. */
  public void startAgain() throws IOException {
    server.stop();
    server = launch();
  }

  /** Lets the process hang: it takes connections and answers nothing, until {@link #goOn}. */
  public void hang() throws Exception {
    hanging = pid();
    Signals.send("STOP", hanging);
  }

  /** Ends what {@link #hang} began. */
  public void goOn() throws Exception {
    Signals.send("CONT", hanging);
    hanging = 0;
  }

  private long pid() {
    try (var client = new Jedis("localhost", port)) {
      return client
          .info("server")
          .lines()
          .filter(line -> line.startsWith("process_id:"))
          .mapToLong(line -> Long.parseLong(line.substring("process_id:".length()).trim()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    try {
      if (hanging != 0) {
        Signals.send("CONT", hanging);
      }
      server.stop();
      Files.deleteIfExists(folder.resolve("dump.rdb"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
