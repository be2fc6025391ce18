package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.testing.TinyClassifier;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.inference.text.TextModelFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a request is said in words of its own, and the engine goes on. */
class EngineRequestsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> LABELS = List.of("negative", "neutral", "positive");

  @TempDir private static Path directory;
  private static TestEngines test;
  private static TabularEngine sum;
  private static SequenceEngine sequence;
  private static SequenceEngine plain;
  private static TextClassificationEngine text;

  @BeforeAll
  static void load() throws Exception {
    TinyClassifier.write(directory.resolve("tiny"));
    ModelFolder tiny =
        TextModelFiles.inDirectory("tiny", directory.resolve("tiny")).classifier(LABELS);
    test =
        new TestEngines(
            new InferenceSettings(4, null, null, 8, null, null),
            TinyModels.sum(directory.resolve("sum"), ref("sum"), 100),
            TinyModels.sequence(directory.resolve("sequence"), ref("sequence"), 100),
            TinyModels.sequenceWithoutMask(directory.resolve("plain"), ref("plain"), 100),
            tiny);
    sum = test.acquire(ref("sum")).engine(TabularEngine.class);
    sequence = test.acquire(ref("sequence")).engine(SequenceEngine.class);
    plain = test.acquire(ref("plain")).engine(SequenceEngine.class);
    text = test.acquire(tiny.manifest().ref()).engine(TextClassificationEngine.class);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  /** A request, and what is said of it. */
  record Wrong(String message, CompletableFuture<?> answer) {}

  static List<Wrong> wrongRequests() {
    Tensor features = Tensor.of(new float[] {1, 2}, 1, 2);
    Tensor rows = Tensor.of(new float[8], 2, 2, 2);
    return List.of(
        new Wrong(
            "sum_v1: unknown input 'x'; the model takes ['features' (FLOAT32 [-1, 2])]",
            infer(sum, Map.of("features", features, "x", features))),
        new Wrong(
            "sum_v1: input 'features' (FLOAT32 [-1, 2]) is missing; given are []",
            infer(sum, Map.of())),
        new Wrong(
            "sum_v1: input 'features' is of type INT64; expected FLOAT32",
            infer(sum, Map.of("features", Tensor.of(new long[] {1, 2}, 1, 2)))),
        new Wrong(
            "sum_v1: input 'features' has shape [1, 3]; expected [-1, 2]",
            infer(sum, Map.of("features", Tensor.of(new float[3], 1, 3)))),
        new Wrong(
            "sum_v1: input 'features' has shape [2]; expected [-1, 2]",
            infer(sum, Map.of("features", Tensor.of(new float[2], 2)))),
        new Wrong(
            "sum_v1: empty batch: input 'features' has no rows; expected at least 1",
            infer(sum, Map.of("features", Tensor.of(new float[0], 0, 2)))),
        new Wrong(
            "sum_v1: input 'features', row 1, column 'b' is NaN; expected a finite number: none"
                + " may be missing",
            infer(sum, Map.of("features", Tensor.of(new float[] {1, 2, 3, Float.NaN}, 2, 2)))),
        new Wrong(
            "sum_v1: input 'features', row 0, column 'a' is -Infinity; expected a finite number:"
                + " none may be missing",
            sum.score(new float[] {Float.NEGATIVE_INFINITY, 2}, TIMEOUT)),
        new Wrong(
            "sum_v1: a row of 3 numbers; expected 2, one per column of [a, b]",
            sum.score(new float[3], TIMEOUT)),
        new Wrong(
            "sum_v1: timeout PT0S; expected more than zero",
            sum.score(new float[] {1, 2}, Duration.ZERO)),
        new Wrong(
            "sum_v1: a batch of 9 rows; at most 8 fit into the queue, so split it",
            infer(sum, Map.of("features", Tensor.of(new float[18], 9, 2)))),
        new Wrong(
            "sequence_v1: input 'rows': an empty sequence; expected at least 1 row",
            sequence.score(new float[0][], TIMEOUT)),
        new Wrong(
            "sequence_v1: a row of 1 numbers; expected 2, one per column of [a, b]",
            sequence.score(new float[][] {{1, 2}, {1}}, TIMEOUT)),
        new Wrong(
            "sequence_v1: input 'mask' has shape [2, 3]; expected [2, 2] as the sequences have",
            infer(sequence, Map.of("rows", rows, "mask", Tensor.of(new float[6], 2, 3)))),
        new Wrong(
            "sequence_v1: input 'mask', row 1: a 1 behind a 0; expected ones, oldest first, then"
                + " zeros",
            infer(
                sequence, Map.of("rows", rows, "mask", Tensor.of(new float[] {1, 1, 0, 1}, 2, 2)))),
        new Wrong(
            "sequence_v1: input 'mask', row 0: 0.5; expected 0 or 1",
            infer(
                sequence,
                Map.of("rows", rows, "mask", Tensor.of(new float[] {.5f, 0, 1, 1}, 2, 2)))),
        new Wrong(
            "sequence_v1: input 'rows': an empty sequence; expected at least 1 row",
            infer(
                sequence, Map.of("rows", rows, "mask", Tensor.of(new float[] {1, 1, 0, 0}, 2, 2)))),
        new Wrong(
            "plain_v1: input 'rows', row 0, column 'a' is NaN; expected a finite number: none may"
                + " be missing",
            plain.score(new float[][] {{Float.NaN, 1}}, TIMEOUT)),
        new Wrong(
            "tiny_vlocal-classifier: a blank text; expected at least one character that is no white space",
            text.classify(" \n\t", TIMEOUT)),
        new Wrong(
            "tiny_vlocal-classifier: input 'text', row 1 is blank; expected at least one character that is no"
                + " white space",
            infer(text, Map.of("text", Tensor.of(new String[] {"good", ""}, 2)))),
        new Wrong(
            "tiny_vlocal-classifier: empty batch: input 'text' has no rows; expected at least 1",
            infer(text, Map.of("text", Tensor.of(new String[0], 0)))));
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void saysWhatIsWrongAndGoesOn(Wrong wrong) throws Exception {
    InferenceException failure =
        (InferenceException) wrong.answer.handle((value, thrown) -> thrown).get(10, SECONDS);

    assertThat(failure).hasMessage(wrong.message);
    assertThat(failure.reason()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(sum.score(new float[] {1, 2}, TIMEOUT).get(10, SECONDS)).containsExactly(103);
    assertThat(sequence.score(new float[][] {{1, 2}}, TIMEOUT).get(10, SECONDS))
        .containsExactly(104);
    assertThat(text.classify("good", TIMEOUT).get(10, SECONDS)[2]).isGreaterThan(0.7);
  }

  @Test
  void cutsATextOfAMegabyteQuickly() throws Exception {
    String megabyte = "good bad plain ".repeat(70_000);

    assertThat(text.classify(megabyte, TIMEOUT).get(10, SECONDS)).hasSize(3);
    assertThat(megabyte.length()).isGreaterThan(1 << 20);
  }

  @Test
  void countsTheNewestRowsOfASequenceThatIsTooLong() throws Exception {
    float[][] rows = new float[20][2];
    rows[0][0] = 1000;
    rows[3][0] = 1000;
    rows[4][0] = 7;

    assertThat(sequence.score(rows, TIMEOUT).get(10, SECONDS)).containsExactly(7 + 16 + 100);
    assertThat(plain.score(rows, TIMEOUT).get(10, SECONDS)).containsExactly(7 + 16 + 100);
  }

  @Test
  void countsOnlyTheRowsOfARequestThatItsMaskNames() throws Exception {
    Map<String, Tensor> inputs =
        Map.of(
            "rows", Tensor.of(new float[] {1, 1, 9, 9, 2, 2, 3, 3}, 2, 2, 2),
            "mask", Tensor.of(new float[] {1, 0, 1, 1}, 2, 2));

    assertThat(sequence.infer(inputs, TIMEOUT).get(10, SECONDS))
        .isEqualTo(Map.of("sum", Tensor.of(new float[] {103, 112}, 2, 1)));
  }

  private static CompletableFuture<Map<String, Tensor>> infer(
      ModelEngine engine, Map<String, Tensor> inputs) {
    return engine.infer(inputs, TIMEOUT);
  }

  private static ModelRef ref(String name) {
    return new ModelRef(name, "1");
  }
}
