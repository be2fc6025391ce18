package com.ytempire.ml.inference.operator;

import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** A job that puts numbered points to scripted models and keeps what comes out in memory. */
final class JobFixture {
  // One per cluster: a cluster that ends takes its reporter along.
  private static volatile InMemoryReporter reporter;
  private static final Map<String, Queue<Object>> OUTPUTS = new ConcurrentHashMap<>();
  private static final Map<String, CompletableFuture<Void>> GATES = new ConcurrentHashMap<>();
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final String gate = UUID.randomUUID().toString();
  private final ScriptedModels models;
  private final InferenceOptions options;
  private final List<ModelQuery<Point>> queries = new ArrayList<>();
  private CombineAnswers<Point, Scored> combine = Scored::of;
  private List<ModelUpdate> updates = List.of();
  private int records = 1;
  private int parallelism = 2;
  private int pauseAfter = Integer.MAX_VALUE;

  /** A source that stops giving records, but still takes part in checkpoints. */
  private record Pausing(String gate, int after)
      implements RateLimiterStrategy<NumberSequenceSplit> {
    @Override
    public RateLimiter<NumberSequenceSplit> createRateLimiter(int parallelism) {
      AtomicInteger given = new AtomicInteger();
      return count ->
          given.getAndAdd(count) < after
              ? CompletableFuture.completedFuture(null)
              : GATES.get(gate);
    }
  }

  /** The sum of all models' answers, their versions in the order of names, and the most tries. */
  public record Scored(long id, float sum, String version, int attempts) {
    static Scored of(Point point, Map<String, ModelAnswer> answers) {
      float sum = 0;
      int attempts = 0;
      for (ModelAnswer answer : answers.values()) {
        sum += answer.values()[0];
        attempts = Math.max(attempts, answer.attempts());
      }
      String versions =
          answers.values().stream()
              .map(ModelAnswer::version)
              .sorted((one, other) -> one.name().compareTo(other.name()))
              .map(ModelRef::version)
              .collect(Collectors.joining(","));
      return new Scored(point.id(), sum, versions, attempts);
    }
  }

  JobFixture(ScriptedModels models, InferenceOptions options) {
    this.models = models;
    GATES.put(gate, new CompletableFuture<>());
    this.options = options;
  }

  /** With slots for two jobs of parallelism 3. */
  static MiniClusterExtension cluster() {
    reporter = InMemoryReporter.createWithRetainedMetrics();
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(6)
            .setConfiguration(reporter.addToConfiguration(new Configuration()))
            .build());
  }

  JobFixture asking(ModelQuery<Point> query) {
    queries.add(query);
    return this;
  }

  JobFixture combining(CombineAnswers<Point, Scored> other) {
    combine = other;
    return this;
  }

  JobFixture updates(ModelRef... refs) {
    updates = List.of(refs).stream().map(ref -> new ModelUpdate(ref, Instant.EPOCH)).toList();
    return this;
  }

  JobFixture records(int count) {
    records = count;
    return this;
  }

  /** Lets each subtask of the source fall silent, without an end, until {@link #resume}. */
  JobFixture pausingAfter(int recordsPerSubtask) {
    pauseAfter = recordsPerSubtask;
    return this;
  }

  void resume() {
    GATES.get(gate).complete(null);
  }

  JobFixture parallelism(int subtasks) {
    parallelism = subtasks;
    return this;
  }

  /** Runs it to its end. */
  Run run() throws Exception {
    try (Run run = start()) {
      return run.awaitEnd();
    }
  }

  Run start() throws Exception {
    return start(null);
  }

  Run start(String savepoint) throws Exception {
    Configuration configuration = new Configuration();
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.setMaxParallelism(12);
    DataStream<Point> points =
        env.fromSource(
                new DataGeneratorSource<>(
                    Point::of,
                    records,
                    new Pausing(gate, pauseAfter),
                    TypeInformation.of(Point.class)),
                WatermarkStrategy.noWatermarks(),
                "points")
            .uid("points");
    TypeInformation<ModelUpdate> updateType = TypeInformation.of(ModelUpdate.class);
    DataStream<ModelUpdate> wanted =
        (updates.isEmpty()
                ? env.fromData(updateType, new ModelUpdate(queries.get(0).initial(), Instant.EPOCH))
                : env.fromData(updates, updateType))
            .uid("updates");
    ScoredStream<Point, Scored> scored =
        new InferenceStep<>(
                "Sum",
                "sum",
                queries,
                combine,
                TypeInformation.of(Scored.class),
                models.provider(),
                options)
            .score(points, wanted);
    String id = UUID.randomUUID().toString();
    keep(id, scored.results(), "results");
    keep(id, scored.failures(), "failures");
    keep(id, scored.timeouts(), "timeouts");
    keep(id, scored.switches(), "switches");
    return new Run(id, env.executeAsync("sums"));
  }

  private static <T> void keep(String id, DataStream<T> stream, String name) {
    String key = id + name;
    OUTPUTS.put(key, new ConcurrentLinkedQueue<>());
    stream
        .map(
            value -> {
              OUTPUTS.get(key).add(value);
              return value;
            })
        .returns(stream.getType())
        .uid("keep-" + name)
        .sinkTo(new DiscardingSink<>())
        .uid("drop-" + name);
  }

  /** A job that runs or ran. */
  static final class Run implements AutoCloseable {
    private final String id;
    private final JobClient job;

    private Run(String id, JobClient job) {
      this.id = id;
      this.job = job;
    }

    List<Scored> results() {
      return kept("results");
    }

    List<FailedInference<Point>> failures() {
      return kept("failures");
    }

    List<FailedInference<Point>> timeouts() {
      return kept("timeouts");
    }

    List<ModelSwitchReport> switches() {
      return kept("switches");
    }

    @SuppressWarnings("unchecked") // Each key has values of one type.
    private <T> List<T> kept(String name) {
      return OUTPUTS.get(id + name).stream().map(value -> (T) value).toList();
    }

    long counter(String name) {
      return metrics(name).stream().mapToLong(metric -> ((Counter) metric).getCount()).sum();
    }

    List<Object> gauges(String name) {
      return metrics(name).stream().<Object>map(metric -> ((Gauge<?>) metric).getValue()).toList();
    }

    private List<Metric> metrics(String name) {
      return List.copyOf(reporter.findMetrics(job.getJobID(), ".*\\." + name).values());
    }

    void awaitMetric(String name, long count) {
      await().atMost(LIMIT).until(() -> counter(name) >= count);
    }

    void awaitResults(int count) {
      await().atMost(LIMIT).until(() -> results().size() >= count);
    }

    void awaitSwitches(int count) {
      await().atMost(LIMIT).until(() -> switches().size() >= count);
    }

    Run awaitEnd() throws Exception {
      job.getJobExecutionResult().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return this;
    }

    /** Checkpoints what is under way and ends the job at once. */
    String savepointAndCancel(Path folder) throws Exception {
      String path =
          job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
              .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      close();
      return path;
    }

    @Override
    public void close() throws Exception {
      if (!job.getJobStatus().get().isGloballyTerminalState()) {
        job.cancel().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        await().atMost(LIMIT).until(() -> job.getJobStatus().get().isGloballyTerminalState());
      }
    }
  }
}
