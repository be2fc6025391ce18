package com.ytempire.ml.inference.operator;

import static com.ytempire.ml.inference.operator.Point.V1;
import static com.ytempire.ml.inference.operator.Point.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.operator.InferenceOptions.Order;
import com.ytempire.ml.inference.operator.JobFixture.Run;
import com.ytempire.ml.inference.operator.JobFixture.Scored;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that versions of rows and of sequences can answer. */
@Timeout(60)
class RowOrSequenceTest {
  @RegisterExtension static final MiniClusterExtension CLUSTER = JobFixture.cluster();

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final List<String> COLUMNS = List.of("a", "b");
  private static final TensorSpec ROWS = TensorSpec.of("rows", TensorType.FLOAT32, -1L, -1L, 2L);
  private static final TensorSpec MASK = TensorSpec.of("mask", TensorType.FLOAT32, -1L, -1L);

  private final ScriptedModels models = ScriptedModels.create();

  /** The point before this one, and this one. */
  private static Function<Point, float[][]> sequence(List<String> features) {
    Function<Point, float[]> row = Point.columns(features);
    return point -> new float[][] {row.apply(Point.of(point.id() - 1)), row.apply(point)};
  }

  private static ModelInput<Point> either() {
    return ModelInput.rowOrSequence(Point::columns, RowOrSequenceTest::sequence);
  }

  private static ModelManifest ofSequences(ModelRef ref, TensorSpec... inputs) {
    return ScriptedModels.manifest(ref, ModelTask.SEQUENCE, List.of(inputs), COLUMNS, "sum");
  }

  private static CompletableFuture<float[]> sum(float[] numbers, float plus) {
    float[] sum = {plus};
    for (float number : numbers) {
      sum[0] += number;
    }
    return CompletableFuture.supplyAsync(
        () -> sum, CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void switchBetweenBothUnderLoadWithEveryAnswerItsVersionsOwn(boolean sequencesFirst)
      throws Exception {
    ModelRef rows = sequencesFirst ? V2 : V1;
    ModelRef sequences = sequencesFirst ? V1 : V2;
    CompletableFuture<Void> gate = new CompletableFuture<>();
    models.add(
        ScriptedModels.manifest(rows, COLUMNS, "sum"),
        row -> sum(row, 10_000),
        sequencesFirst ? gate : ScriptedModels.open());
    models.add(
        ofSequences(sequences, ROWS, MASK),
        all -> sum(all, 50_000),
        sequencesFirst ? ScriptedModels.open() : gate);

    JobFixture job =
        new JobFixture(
                models,
                new InferenceOptions(Order.UNORDERED, 20, LONG, LONG, RetryPolicy.standard()))
            .asking(new ModelQuery<>(V1, either()))
            .updates(V2)
            .records(6_000)
            .pausingAfter(2_500);
    try (Run run = job.start()) {
      run.awaitResults(500);
      gate.complete(null);
      run.awaitSwitches(2);
      job.resume();
      run.awaitEnd();

      assertThat(run.results())
          .extracting(Scored::id)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 6_000).boxed().toList());
      assertThat(run.results())
          .allSatisfy(
              scored ->
                  assertThat(scored.sum())
                      .isEqualTo(
                          scored.version().equals(rows.version())
                              ? scored.id() + 1 + 10_000
                              : 2 * scored.id() + 1 + 50_000));
      assertThat(run.results()).extracting(Scored::version).contains("1", "2");
      assertThat(run.failures()).isEmpty();
      assertThat(run.timeouts()).isEmpty();
      assertThat(run.switches()).hasSize(2).allMatch(ModelSwitchReport::accepted);
    }
    assertThat(models.openLeases).hasValue(0);
  }

  @Test
  void takeNoVersionOfSequencesOfOneLengthOnly() {
    TensorSpec fixed = TensorSpec.of("rows", TensorType.FLOAT32, -1L, 4L, 2L);

    assertThatThrownBy(() -> either().bind(ofSequences(V1, fixed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes sequences of 4 rows only and has no mask");
    assertThat(either().bind(ofSequences(V1, fixed, MASK))).isNotNull();
    assertThat(either().bind(ofSequences(V1, ROWS))).isNotNull();
    assertThat(ModelInput.sequence(RowOrSequenceTest::sequence).bind(ofSequences(V1, fixed)))
        .isNotNull();
  }

  @Test
  void takeNoVersionOfTexts() {
    ModelManifest texts =
        ScriptedModels.manifest(V1, ModelTask.TEXT_EMBEDDING, List.of(), List.of(), "sum");

    assertThatThrownBy(() -> either().bind(texts))
        .hasMessageContaining("is a TEXT_EMBEDDING model; the records hold a row or a sequence");
    assertThatThrownBy(() -> ModelInput.row(Point::columns).bind(ofSequences(V1, ROWS)))
        .hasMessageContaining("is a SEQUENCE model; the records hold a row");
  }
}
