package com.ytempire.ml.bench.serving;

import com.ytempire.ml.bench.measure.Statistics;
import com.ytempire.ml.bench.serving.ServingReport.Cell;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/**
 * Measures a service in another process. Operations take turns within a round, so that whatever
 * else the machine does meets all of them alike; of the rounds the median counts.
 *
 * @param callers how many ask at once, each number in turn
 * @param rounds rounds that count, after a warm-up
 * @param time how long callers ask for one operation in a round
 * @param events events that are posted to the feature job; 0 to leave it out
 * @param operations what is asked; the trivial POST, beside which all stands, is always
 * @param seed decides over the stream beside which events are posted
 */
record ServingBenchmark(
    List<Integer> callers,
    int rounds,
    Duration time,
    int events,
    Set<Operation> operations,
    long seed) {
  /** What a connection sends by itself, and what is sent to count. */
  private static final Set<String> OVERHEAD =
      Set.of("config", "info", "client", "hello", "select", "ping");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 50_000_000;

  ServingBenchmark {
    callers = List.copyOf(callers);
    var asked = EnumSet.of(Operation.TRIVIAL);
    asked.addAll(operations);
    operations = Collections.unmodifiableSet(asked);
    if (callers.isEmpty() || callers.stream().anyMatch(count -> count < 1 || count > 1_000)) {
      throw new IllegalArgumentException(callers + " callers; allowed: 1 to 1000 each");
    }
    if (rounds < 1 || time.isNegative() || time.isZero() || events < 0) {
      throw new IllegalArgumentException(
          "%d rounds of %s, %d events; allowed: at least 1, above 0, at least 0"
              .formatted(rounds, time, events));
    }
  }

  /**
   * Starts a server and measures it.
   *
   * @param data an empty folder
   * @param config the folder with the shipped configuration
   * @param progress told what is measured
   */
  ServingReport run(Path data, Path config, Consumer<String> progress) throws Exception {
    progress.accept("the start of the servers");
    try (ServerProcess server = ServerProcess.start(data, config, seed)) {
      var load = new Load(server.address(), server.token());
      awaitWholeAnswers(load);
      warmUp(load, progress);
      Map<Operation, Map<Integer, Cell>> cells = new EnumMap<>(Operation.class);
      for (int count : callers) {
        progress.accept(count + (count == 1 ? " caller" : " callers"));
        measure(load, count)
            .forEach(
                (operation, cell) ->
                    cells.computeIfAbsent(operation, unused -> new TreeMap<>()).put(count, cell));
      }
      Map<Operation, Map<String, Long>> commands = new EnumMap<>(Operation.class);
      for (Operation operation : ServingReport.COUNTED) {
        if (!operations.contains(operation)) {
          continue;
        }
        commands.put(operation, redisCommands(server, load, operation));
      }
      return new ServingReport(callers, cells, commands, stream(server, progress));
    }
  }

  /** Until predictions lack nothing, and one that is given again is. */
  private static void awaitWholeAnswers(Load load) throws Exception {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    for (Operation operation : Operation.values()) {
      load.ask(operation);
    }
    while (!load.ask(Operation.UNCACHED).contains("\"degraded\":[]")
        || !load.ask(Operation.CACHED).contains("\"cached\":true")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "predictions are not whole after %s: %s"
                .formatted(START_LIMIT, load.ask(Operation.UNCACHED)));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** All operations, by as many callers as there will be: else the first one is measured cold. */
  private void warmUp(Load load, Consumer<String> progress) throws Exception {
    progress.accept("nothing yet: a warm-up");
    int most = Collections.max(callers);
    for (Operation operation : operations) {
      var unused = load.run(operation, most, time);
    }
  }

  private Map<Operation, Cell> measure(Load load, int count) throws Exception {
    Map<Operation, List<Load.Result>> results = new EnumMap<>(Operation.class);
    for (int round = 0; round <= rounds; round++) {
      for (Operation operation : operations) {
        Load.Result result = load.run(operation, count, time);
        if (round > 0) {
          results.computeIfAbsent(operation, unused -> new ArrayList<>()).add(result);
        }
      }
    }
    Map<Operation, Cell> cells = new EnumMap<>(Operation.class);
    results.forEach(
        (operation, measured) ->
            cells.put(
                operation,
                new Cell(
                    median(measured, Load.Result::perSecond),
                    median(measured, result -> result.millis(50)),
                    median(measured, result -> result.millis(95)),
                    median(measured, result -> result.millis(99)),
                    measured.stream().mapToLong(Load.Result::failed).sum())));
    return cells;
  }

  private static double median(List<Load.Result> results, ToDoubleFunction<Load.Result> figure) {
    return Statistics.median(results.stream().mapToDouble(figure).toArray());
  }

  /** What Redis itself counts for one request. */
  private static Map<String, Long> redisCommands(
      ServerProcess server, Load load, Operation operation) throws Exception {
    try (var jedis = new Jedis(URI.create(server.redis()))) {
      jedis.configResetStat();
      load.ask(operation);
      Map<String, Long> calls = new TreeMap<>();
      for (String line : jedis.info("commandstats").lines().toList()) {
        if (line.startsWith("cmdstat_")) {
          String command = line.substring("cmdstat_".length(), line.indexOf(':'));
          int from = line.indexOf("calls=") + "calls=".length();
          if (!OVERHEAD.contains(command)) {
            calls.put(command, Long.parseLong(line.substring(from, line.indexOf(',', from))));
          }
        }
      }
      return calls;
    }
  }

  private @Nullable Histogram stream(ServerProcess server, Consumer<String> progress)
      throws Exception {
    if (events == 0) {
      return null;
    }
    progress.accept("events posted beside the synthetic stream");
    server.startStream();
    return new StreamLatency(server.address(), server.token()).measure(events);
  }
}
