package com.ytempire.ml.bench.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link MeasuredServer} in a process of its own. Closing ends it and waits for that. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  private static final int LOG_LINES = 30;

  private final Process process;
  private final URI address;
  private final String token;
  private final String redis;

  private ServerProcess(Process process, String[] ready) {
    this.process = process;
    this.address = URI.create(ready[1]);
    this.token = ready[2];
    this.redis = ready[3];
  }

  /**
   * Starts one, run as {@code ./ytempire serve} is, and returns once it answers.
   *
   * @param data an empty folder
   * @param config the folder with the shipped configuration
   * @param seed decides over the synthetic stream
   */
  static ServerProcess start(Path data, Path config, long seed) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1500m",
            "-XX:+UseParallelGC",
            "-XX:MaxDirectMemorySize=512m",
            "-Djava.awt.headless=true",
            "-Duser.timezone=UTC",
            "-Dai.djl.offline=true",
            "-cp",
            System.getProperty("java.class.path"),
            "-Dytempire.home=" + System.getProperty("ytempire.home", ""),
            MeasuredServer.class.getName(),
            data.toString(),
            config.toString(),
            Long.toString(seed));
    Path log = data.resolve("server.log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    try {
      String[] ready =
          CompletableFuture.supplyAsync(() -> awaitReady(process))
              .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return new ServerProcess(process, ready);
    } catch (ExecutionException | TimeoutException e) {
      process.destroy();
      throw new IllegalStateException("the measured server did not start: " + lastOf(log), e);
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }

  /** The last lines that it wrote to standard error. */
  private static String lastOf(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }

  /** Also keeps reading what the server prints, so that it never waits for a reader. */
  private static String[] awaitReady(Process process) {
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MeasuredServer.READY + " ")) {
          var rest = new Thread(() -> lines.lines().forEach(unused -> {}), "server-output");
          rest.setDaemon(true);
          rest.start();
          return line.split(" ");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the measured server ended at its start");
  }

  URI address() {
    return address;
  }

  String token() {
    return token;
  }

  /** The address of its Redis, with the password. */
  String redis() {
    return redis;
  }

  /** Starts the feature job and the synthetic stream there. */
  void startStream() throws IOException {
    Writer in = process.outputWriter(UTF_8);
    in.write(MeasuredServer.STREAM + "\n");
    in.flush();
  }

  @Override
  public void close() throws Exception {
    process.getOutputStream().close();
    if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
    }
  }
}
