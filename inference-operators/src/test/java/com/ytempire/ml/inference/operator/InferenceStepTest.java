package com.ytempire.ml.inference.operator;

import static com.ytempire.ml.inference.operator.Point.V1;
import static com.ytempire.ml.inference.operator.Point.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.operator.InferenceOptions.Order;
import com.ytempire.ml.inference.operator.JobFixture.Run;
import com.ytempire.ml.inference.operator.JobFixture.Scored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class InferenceStepTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobFixture.cluster();

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(5), Duration.ofMillis(20), 0.5);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScriptedModels models = ScriptedModels.create();

  @Test
  void keepsTheOrderOfRecordsWhenAsked() throws Exception {
    // The first of each ten answers last.
    models.add(
        manifest(V1),
        row -> answer(row[0] + row[1], row[0] % 10 == 0 ? 30 : 0),
        ScriptedModels.open());

    Run run = job(options(Order.ORDERED, LONG)).records(40).parallelism(1).run();

    assertThat(run.results()).extracting(Scored::id).containsExactlyElementsOf(ids(40));
  }

  @Test
  void answersEveryRecordOnceInAnyOrder() throws Exception {
    models.add(V1, 100);

    Run run = job(options(Order.UNORDERED, LONG)).records(500).run();

    assertThat(run.results()).extracting(Scored::id).containsExactlyInAnyOrderElementsOf(ids(500));
    assertThat(run.results())
        .allSatisfy(
            scored -> {
              assertThat(scored.sum()).isEqualTo(scored.id() + 1 + 100);
              assertThat(scored.version()).isEqualTo("1");
              assertThat(scored.attempts()).isEqualTo(1);
            });
    assertThat(run.counter(InferenceMetrics.REQUESTS)).isEqualTo(500);
  }

  @Test
  void asksAgainWhenAFailureMayPass() throws Exception {
    Map<Float, AtomicInteger> tries = new ConcurrentHashMap<>();
    models.add(
        manifest(V1),
        row ->
            tries.computeIfAbsent(row[0], id -> new AtomicInteger()).incrementAndGet() < 3
                ? failed(Reason.REJECTED)
                : answer(row[0], 0),
        ScriptedModels.open());

    Run run = job(options(Order.UNORDERED, LONG)).records(20).run();

    assertThat(run.results()).hasSize(20).allMatch(scored -> scored.attempts() == 3);
    assertThat(run.counter(InferenceMetrics.RETRIES)).isEqualTo(40);
  }

  @Test
  void sendsWhatFailsForGoodToTheFailures() throws Exception {
    Map<Float, AtomicInteger> tries = new ConcurrentHashMap<>();
    models.add(
        manifest(V1),
        row -> {
          tries.computeIfAbsent(row[0], id -> new AtomicInteger()).incrementAndGet();
          return switch ((int) row[0]) {
            case 0 -> failed(Reason.REJECTED);
            case 1 -> failed(Reason.INVALID_INPUT);
            case 2 -> CompletableFuture.failedFuture(new IllegalStateException("unforeseen"));
            default -> answer(row[0], 0);
          };
        },
        ScriptedModels.open());

    Run run = job(options(Order.UNORDERED, LONG)).records(5).run();

    assertThat(run.results()).extracting(Scored::id).containsExactlyInAnyOrder(3L, 4L);
    assertThat(run.failures())
        .containsExactlyInAnyOrder(
            new FailedInference<>(Point.of(0), "sum", "1", Reason.REJECTED, "scripted", 3),
            new FailedInference<>(Point.of(1), "sum", "1", Reason.INVALID_INPUT, "scripted", 1),
            new FailedInference<>(Point.of(2), "sum", "1", Reason.MODEL_FAILED, "unforeseen", 1));
    assertThat(tries.get(0f)).hasValue(3);
    assertThat(run.timeouts()).isEmpty();
    assertThat(run.counter(InferenceMetrics.FAILURES)).isEqualTo(3 + 3); // In all and by reason.
  }

  @Test
  void sendsARecordThatTheModelCannotReadToTheFailures() throws Exception {
    models.add(
        ScriptedModels.manifest(V1, List.of("a", "missing"), "sum"), 0, ScriptedModels.open());

    Run run = job(options(Order.UNORDERED, LONG)).records(1).run();

    assertThat(run.failures())
        .containsExactly(
            new FailedInference<>(
                Point.of(0),
                "sum",
                "1",
                Reason.INVALID_INPUT,
                "feature 'missing' is none of a, b",
                1));
  }

  @Test
  void sendsWhatTakesTooLongToTheTimeouts() throws Exception {
    CompletableFuture<float[]> never = new CompletableFuture<>();
    models.add(manifest(V1), row -> row[0] == 1 ? never : answer(row[0], 0), ScriptedModels.open());

    Run run = job(options(Order.ORDERED, Duration.ofMillis(300))).records(3).run();

    assertThat(run.results()).extracting(Scored::id).containsExactlyInAnyOrder(0L, 2L);
    assertThat(run.timeouts())
        .containsExactly(
            new FailedInference<>(
                Point.of(1),
                "sum",
                "1",
                Reason.DEADLINE_EXCEEDED,
                "no answer in the 300 ms that a record may take",
                1));
    assertThat(never).as("the engine need not run it any more").isCancelled();
    assertThat(run.counter(InferenceMetrics.TIMEOUTS)).isEqualTo(1);
  }

  @Test
  void waitsForTheLoadOfTheFirstVersion() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    models.add(manifest(V1), 1, gate);
    JobFixture job = job(options(Order.UNORDERED, LONG)).records(10);
    try (Run run = job.start()) {
      run.awaitMetric(InferenceMetrics.REQUESTS, 10);
      gate.complete(null);

      assertThat(run.awaitEnd().results()).hasSize(10);
    }
  }

  @Test
  void asksSeveralModelsAndRetriesOnlyTheOneThatFailed() throws Exception {
    ModelRef other = new ModelRef("other", "7");
    AtomicInteger sums = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    models.add(
        manifest(V1),
        row -> {
          sums.incrementAndGet();
          return answer(row[0] + row[1], 0);
        },
        ScriptedModels.open());
    models.add(
        ScriptedModels.manifest(other, List.of("b"), "plain"),
        row -> others.incrementAndGet() == 1 ? failed(Reason.REJECTED) : answer(1000, 0),
        ScriptedModels.open());

    Run run = job(options(Order.UNORDERED, LONG)).asking(Point.query(other)).records(10).run();

    assertThat(run.results())
        .hasSize(10)
        .allSatisfy(
            scored -> {
              assertThat(scored.sum()).isEqualTo(scored.id() + 1 + 1000);
              assertThat(scored.version()).isEqualTo("7,1");
            });
    assertThat(sums).hasValue(10);
    assertThat(others).hasValue(11);
  }

  @Test
  void failsTheRecordWhenOneOfSeveralModelsIsNotThere() throws Exception {
    models.add(V1, 0);
    ModelRef unknown = new ModelRef("unknown", "1");

    Run run = job(options(Order.UNORDERED, LONG)).asking(Point.query(unknown)).records(1).run();

    assertThat(run.results()).isEmpty();
    assertThat(run.failures())
        .containsExactly(
            new FailedInference<>(
                Point.of(0), "unknown", "1", Reason.MODEL_UNAVAILABLE, "unknown_v1 is unknown", 3));
  }

  @Test
  void switchesUnderLoadWithoutFailuresAndNamesTheVersionThatAnswered() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    models.add(manifest(V1), row -> answer(row[0] + row[1] + 10_000, 2), ScriptedModels.open());
    models.add(manifest(V2), row -> answer(row[0] + row[1] + 20_000, 2), gate);

    JobFixture job =
        job(options(Order.UNORDERED, LONG)).updates(V2).records(9_000).pausingAfter(4_000);
    try (Run run = job.start()) {
      run.awaitResults(500);
      assertThat(run.gauges(InferenceMetrics.BATCH_SIZE)).containsExactly(2.5, 2.5);
      assertThat(run.gauges(SwitchMetrics.VERSION)).containsExactly("1", "1");
      gate.complete(null);
      run.awaitSwitches(2);
      job.resume();
      run.awaitEnd();

      assertThat(run.results())
          .extracting(Scored::id)
          .containsExactlyInAnyOrderElementsOf(ids(9_000));
      assertThat(run.results())
          .allSatisfy(
              scored ->
                  assertThat(scored.sum())
                      .isEqualTo(scored.id() + 1 + 10_000 * Integer.parseInt(scored.version())));
      assertThat(run.results()).extracting(Scored::version).contains("1", "2");
      assertThat(run.failures()).isEmpty();
      assertThat(run.timeouts()).isEmpty();
      assertThat(run.switches()).hasSize(2).allMatch(ModelSwitchReport::accepted);
    }
    assertThat(models.openLeases).hasValue(0);
    assertThat(models.openHandles).hasValue(0);
  }

  @Test
  void failsTheJobWhenTheCombinerIsWrongInsteadOfWaiting() {
    models.add(V1, 0);

    assertThatThrownBy(
            () ->
                job(options(Order.UNORDERED, LONG))
                    .combining(
                        (point, answers) -> {
                          throw new IllegalArgumentException("wrong combiner");
                        })
                    .records(1)
                    .run())
        .hasStackTraceContaining("wrong combiner");
  }

  @Test
  void refusesToAskNothingOrOneModelTwice() {
    assertThatThrownBy(() -> step(List.of())).hasMessage("Sum: no model to ask");
    assertThatThrownBy(() -> step(List.of(Point.query(V1), Point.query(V2))))
        .hasMessage("Sum: model sum is there twice");
  }

  private InferenceStep<Point, Scored> step(List<ModelQuery<Point>> queries) {
    return new InferenceStep<>(
        "Sum",
        "sum",
        queries,
        Scored::of,
        TypeInformation.of(Scored.class),
        models.provider(),
        options(Order.ORDERED, LONG));
  }

  private JobFixture job(InferenceOptions options) {
    return new JobFixture(models, options).asking(Point.query(V1));
  }

  private static InferenceOptions options(Order order, Duration timeout) {
    return new InferenceOptions(order, 20, timeout, timeout, QUICK);
  }

  private static ModelManifest manifest(ModelRef ref) {
    return ScriptedModels.manifest(ref, List.of("a", "b"), "sum");
  }

  private static CompletableFuture<float[]> answer(float value, long millis) {
    return CompletableFuture.supplyAsync(
        () -> new float[] {value},
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  private static CompletableFuture<float[]> failed(Reason reason) {
    return CompletableFuture.failedFuture(new InferenceException(reason, "scripted", null));
  }

  private static List<Long> ids(int count) {
    return LongStream.range(0, count).boxed().toList();
  }
}
