package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.testing.TinyClassifier;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.inference.text.BundledMiniLm;
import com.ytempire.ml.inference.text.TextModelFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer does not depend on what stood beside its request in the batch. */
class BatchesEqualSinglesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final float TOLERANCE = 1e-5f;
  private static final int COUNT = 24;

  /** Waits for whole batches of eight, on however many threads. */
  private static final InferenceSettings BATCHES_OF_EIGHT =
      new InferenceSettings(8, null, null, null, Duration.ofMillis(200), null);

  private final Random random = new Random(20261122);
  @TempDir private Path directory;

  @Test
  void forRowsOfNumbers() throws Exception {
    ModelFolder folder = TinyModels.sum(directory, new ModelRef("sum", "1"), 0.1f);
    float[][] rows = new float[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      rows[i] = new float[] {random.nextFloat(), random.nextFloat()};
    }
    try (TestEngines test = new TestEngines(BATCHES_OF_EIGHT, folder);
        ModelLease lease = test.acquire(folder.manifest().ref())) {
      TabularEngine engine = lease.engine(TabularEngine.class);

      List<float[]> singles = new ArrayList<>();
      for (float[] row : rows) {
        singles.add(engine.score(row, TIMEOUT).get(30, SECONDS));
      }
      Supplier<List<CompletableFuture<float[]>>> together =
          () -> List.of(rows).stream().map(row -> engine.score(row, TIMEOUT)).toList();

      Tensor batch = Tensor.of(flat(rows), COUNT, 2);
      assertEqual(singles, together, engine, Map.of("features", batch), "sum");
    }
  }

  @Test
  void forSequencesOfManyLengthsWithAMask() throws Exception {
    assertSequencesEqual(TinyModels.sequence(directory, new ModelRef("sequence", "1"), 0.1f));
  }

  @Test
  void forSequencesOfManyLengthsWithoutAMask() throws Exception {
    assertSequencesEqual(
        TinyModels.sequenceWithoutMask(directory, new ModelRef("sequence", "1"), 0.1f));
  }

  @Test
  void forEmbeddings() throws Exception {
    ModelFolder folder = BundledMiniLm.folder(null);
    List<String> texts = texts();
    try (TestEngines test = new TestEngines(BATCHES_OF_EIGHT, folder);
        ModelLease lease = test.acquire(folder.manifest().ref())) {
      TextEmbeddingEngine engine = lease.engine(TextEmbeddingEngine.class);

      List<float[]> singles = new ArrayList<>();
      for (String text : texts) {
        singles.add(engine.embed(text, TIMEOUT).get(30, SECONDS));
      }
      Supplier<List<CompletableFuture<float[]>>> together =
          () -> texts.stream().map(text -> engine.embed(text, TIMEOUT)).toList();

      Tensor batch = Tensor.of(texts.toArray(String[]::new), COUNT);
      assertEqual(singles, together, engine, Map.of("text", batch), "embedding");
    }
  }

  @Test
  void forProbabilities() throws Exception {
    TinyClassifier.write(directory);
    ModelFolder folder =
        TextModelFiles.inDirectory("tiny", directory)
            .classifier(List.of("negative", "neutral", "positive"));
    List<String> texts = texts();
    try (TestEngines test = new TestEngines(BATCHES_OF_EIGHT, folder);
        ModelLease lease = test.acquire(folder.manifest().ref())) {
      TextClassificationEngine engine = lease.engine(TextClassificationEngine.class);

      List<float[]> singles = new ArrayList<>();
      for (String text : texts) {
        singles.add(floats(engine.classify(text, TIMEOUT).get(30, SECONDS)));
      }
      Supplier<List<CompletableFuture<float[]>>> together =
          () ->
              texts.stream()
                  .map(
                      text ->
                          engine.classify(text, TIMEOUT).thenApply(BatchesEqualSinglesTest::floats))
                  .toList();

      Tensor batch = Tensor.of(texts.toArray(String[]::new), COUNT);
      assertEqual(singles, together, engine, Map.of("text", batch), "probabilities");
    }
  }

  private void assertSequencesEqual(ModelFolder folder) throws Exception {
    List<float[][]> sequences = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      float[][] rows = new float[1 + i % 5][];
      for (int step = 0; step < rows.length; step++) {
        rows[step] = new float[] {random.nextFloat(), random.nextFloat()};
      }
      sequences.add(rows);
    }
    try (TestEngines test = new TestEngines(BATCHES_OF_EIGHT, folder);
        ModelLease lease = test.acquire(folder.manifest().ref())) {
      SequenceEngine engine = lease.engine(SequenceEngine.class);

      List<float[]> singles = new ArrayList<>();
      for (float[][] rows : sequences) {
        singles.add(engine.score(rows, TIMEOUT).get(30, SECONDS));
      }
      Supplier<List<CompletableFuture<float[]>>> together =
          () -> sequences.stream().map(rows -> engine.score(rows, TIMEOUT)).toList();

      assertTogether(singles, together, engine);
      assertThat(engine.inferAll(sequences, TIMEOUT).get(30, SECONDS).get("sum").floats())
          .containsExactly(flat(singles.toArray(float[][]::new)), within(TOLERANCE));
    }
  }

  private static void assertEqual(
      List<float[]> singles,
      Supplier<List<CompletableFuture<float[]>>> together,
      ModelEngine engine,
      Map<String, Tensor> batch,
      String output)
      throws Exception {
    assertTogether(singles, together, engine);

    Tensor answer = engine.infer(batch, TIMEOUT).get(30, SECONDS).get(output);
    assertThat(answer.floats())
        .containsExactly(flat(singles.toArray(float[][]::new)), within(TOLERANCE));
  }

  /**
   * Asks for all at once until some ran together: a small network may answer faster than we ask.
   */
  private static void assertTogether(
      List<float[]> singles,
      Supplier<List<CompletableFuture<float[]>>> together,
      ModelEngine engine)
      throws Exception {
    for (int tries = 0; tries < 50 && engine.statistics().batchSizes().max() < 2; tries++) {
      List<CompletableFuture<float[]>> asked = together.get();
      for (int i = 0; i < COUNT; i++) {
        assertThat(asked.get(i).get(30, SECONDS))
            .containsExactly(singles.get(i), within(TOLERANCE));
      }
    }
    assertThat(engine.statistics().batchSizes().max()).isGreaterThan(1);
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      texts.add("a good title " + i + " of a bad plain list".repeat(i % 5));
    }
    return texts;
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return flat;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
