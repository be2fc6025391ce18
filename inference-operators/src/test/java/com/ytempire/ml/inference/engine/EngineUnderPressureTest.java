package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.testing.TinyModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine does when time, places or memory are short. */
class EngineUnderPressureTest {
  private static final ModelRef REF = new ModelRef("sum", "1");
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Runs of one row each, and four places in the queue. */
  private static final InferenceSettings NARROW =
      new InferenceSettings(1, null, null, 4, Duration.ZERO, null);

  @TempDir private Path directory;
  private ModelFolder folder;
  private final SlowNetwork network = new SlowNetwork();

  @BeforeEach
  void write() throws Exception {
    folder = TinyModels.sum(directory, REF, 100);
  }

  @AfterEach
  void open() {
    network.open();
  }

  @Test
  void failsARequestWhoseTimeIsUpAndGoesOn() throws Exception {
    LoadedTabularEngine engine = busy(NARROW);

    CompletableFuture<float[]> late = engine.score(new float[] {1, 2}, Duration.ofMillis(20));

    assertThat(failure(late).reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
    assertThat(failure(late)).hasMessage("sum_v1: waited longer than 20 ms");
    network.open();
    assertThat(engine.score(new float[] {1, 2}, LONG).get(10, SECONDS)).containsExactly(103);
    engine.closeLater();
  }

  @Test
  void rejectsARequestOfMoreRowsThanThereArePlacesAndTakesThemAllOut() throws Exception {
    LoadedTabularEngine engine = busy(NARROW);
    CompletableFuture<float[]> before = engine.score(new float[] {5, 5}, LONG);
    CompletableFuture<float[]> alsoBefore = engine.score(new float[] {6, 6}, LONG);

    CompletableFuture<Map<String, Tensor>> batch =
        engine.infer(Map.of("features", Tensor.of(new float[6], 3, 2)), LONG);

    assertThat(failure(batch).reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure(batch)).hasMessageStartingWith("row 2 of 3: sum_v1: queue full, 4 requests");
    assertThat(engine.statistics().waiting()).isEqualTo(2);
    network.open();
    assertThat(before.get(10, SECONDS)).containsExactly(110);
    assertThat(alsoBefore.get(10, SECONDS)).containsExactly(112);
    engine.closeLater();
  }

  @Test
  void takesTheRowsOfACancelledRequestOut() throws Exception {
    LoadedTabularEngine engine = busy(NARROW);
    CompletableFuture<Map<String, Tensor>> batch =
        engine.infer(Map.of("features", Tensor.of(new float[6], 3, 2)), LONG);

    batch.cancel(false);

    assertThat(engine.statistics().waiting()).isZero();
    assertThat(engine.statistics().cancelled()).isEqualTo(3);
    engine.closeLater();
  }

  @Test
  void halvesBatchesThatDoNotFitWhenItWarmsUpAndWhenItServes() throws Exception {
    network.mostRows = 2;
    LoadedTabularEngine engine =
        load(new InferenceSettings(8, null, null, null, Duration.ofMillis(200), null));
    network.open();

    Map<String, Tensor> answer =
        engine.infer(Map.of("features", Tensor.of(new float[16], 8, 2)), LONG).get(10, SECONDS);

    assertThat(answer.get("sum").floats()).containsOnly(100);
    assertThat(engine.statistics().outOfMemory()).isPositive();
    assertThat(engine.statistics().failed()).isZero();
    assertThat(engine.statistics().batchLimit()).isLessThan(8);
    engine.closeLater();
  }

  @Test
  void refusesAModelThatDoesNotFitAtAllAndFreesIt() {
    network.mostRows = 0;

    assertThatThrownBy(() -> load(NARROW))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("model sum_v1: no room for 1 rows");
    assertThat(network.closed).isTrue();
  }

  @Test
  void unloadsOnlyWhenTheRunThatGoesOnIsDone() throws Exception {
    LoadedTabularEngine engine = busy(NARROW);

    engine.closeLater();

    assertThat(network.closed).isFalse();
    network.open();
    await().atMost(LONG).until(() -> engine.unloaded().isDone());
    assertThat(network.closed).isTrue();
  }

  private LoadedTabularEngine load(InferenceSettings settings) {
    ModelLoader loader =
        new ModelLoader(
            TestEngines.settings(Map.of("sum", settings)),
            ref -> folder,
            (ignored, runtime) -> network);
    return (LoadedTabularEngine) loader.load(REF);
  }

  /** An engine whose every thread is inside a run. */
  private LoadedTabularEngine busy(InferenceSettings settings) {
    LoadedTabularEngine engine = load(settings);
    network.gated = true;
    int threads = EngineSettings.runs(true);
    for (int i = 0; i < threads; i++) {
      assertThat(engine.score(new float[] {0, 0}, LONG)).isNotDone();
      network.started.acquireUninterruptibly();
    }
    return engine;
  }

  private static InferenceException failure(CompletableFuture<?> result) throws Exception {
    return (InferenceException) result.handle((value, failure) -> failure).get(10, SECONDS);
  }
}
