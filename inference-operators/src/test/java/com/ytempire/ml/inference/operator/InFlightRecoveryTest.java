package com.ytempire.ml.inference.operator;

import static com.ytempire.ml.inference.operator.Point.V1;
import static com.ytempire.ml.inference.operator.Point.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.inference.operator.InferenceOptions.Order;
import com.ytempire.ml.inference.operator.JobFixture.Run;
import com.ytempire.ml.inference.operator.JobFixture.Scored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that end while requests are under way, and go on from their state. */
@Timeout(60)
class InFlightRecoveryTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobFixture.cluster();

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int RECORDS = 200;

  /** Answered before the savepoint, in all, and under way at it, per subtask. */
  private static final int ANSWERED = 30;

  private static final int UNDER_WAY = 8;
  private static final int CAPACITY = 10;
  private static final int SUBTASKS = 2;

  private final ScriptedModels models = ScriptedModels.create();

  @ParameterizedTest
  @EnumSource(Order.class)
  void losesAndDoublesNothingWhenRescaledWithRequestsUnderWay(Order order, @TempDir Path folder)
      throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    models.add(
        ScriptedModels.manifest(V1, List.of("a", "b"), "sum"),
        row ->
            row[0] % 100 < ANSWERED / SUBTASKS
                ? CompletableFuture.completedFuture(new float[] {row[0]})
                : gate.thenApply(opened -> new float[] {row[0]}),
        ScriptedModels.open());
    JobFixture job = job(order);

    Run first = job.pausingAfter(ANSWERED / SUBTASKS + UNDER_WAY).start();
    first.awaitMetric(InferenceMetrics.REQUESTS, ANSWERED + SUBTASKS * UNDER_WAY);
    first.awaitResults(ANSWERED);
    String savepoint = first.savepointAndCancel(folder);
    gate.complete(null);
    Run second =
        job.pausingAfter(RECORDS + 1).parallelism(SUBTASKS + 1).start(savepoint).awaitEnd();

    assertThat(first.results()).hasSize(ANSWERED);
    List<Scored> all = new ArrayList<>(first.results());
    all.addAll(second.results());
    assertThat(all)
        .extracting(Scored::id)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, RECORDS).boxed().toList());
    assertThat(second.failures()).isEmpty();
    assertThat(models.openLeases).hasValue(0);
  }

  @Test
  void asksTheCurrentVersionWhereTheOneOfARecordUnderWayIsGone(@TempDir Path folder)
      throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    models.add(
        ScriptedModels.manifest(V1, List.of("a", "b"), "sum"),
        row -> new CompletableFuture<>(),
        ScriptedModels.open());
    models.add(ScriptedModels.manifest(V2, List.of("a", "b"), "sum"), 20_000, gate);
    JobFixture job = job(Order.UNORDERED).updates(V2);

    Run first = job.pausingAfter(UNDER_WAY).start();
    first.awaitMetric(InferenceMetrics.REQUESTS, SUBTASKS * UNDER_WAY);
    gate.complete(null);
    first.awaitSwitches(SUBTASKS);
    String savepoint = first.savepointAndCancel(folder);
    models.remove(V1);
    job.resume();
    Run second = job.start(savepoint).awaitEnd();

    assertThat(first.results()).isEmpty();
    assertThat(second.failures()).isEmpty();
    assertThat(second.results())
        .hasSize(RECORDS)
        .allSatisfy(scored -> assertThat(scored.version()).isEqualTo("2"));
    assertThat(second.counter(InferenceMetrics.FALLBACKS)).isPositive();
  }

  private JobFixture job(Order order) {
    return new JobFixture(
            models, new InferenceOptions(order, CAPACITY, LONG, LONG, RetryPolicy.standard()))
        .asking(Point.query(V1))
        .records(RECORDS)
        .parallelism(SUBTASKS);
  }
}
