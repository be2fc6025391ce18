package com.ytempire.ml.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.settings.Int8Bounds;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.MadeUpExamples;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingTask;
import com.ytempire.ml.training.transformer.TransformerTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The 8-bit variant of a small transformer that has learnt a little. */
class Int8TrialTest {
  @TempDir static Path learnt;
  private static TrainingTask task;
  private static TrainedModel model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    TrainingTask made = MadeUpExamples.task(learnt, Map.of());
    task =
        new TrainingTask(
            made.features(),
            made.heads(),
            made.training(),
            made.validation(),
            Map.of("epochs", 3.0, "hidden_size", 32.0),
            1,
            learnt);
    model = new TransformerTrainer().train(task, RunMonitor.NONE);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private Int8Trial trial(Int8Bounds bounds) throws Exception {
    List<Example> tests = task.validation();
    return new VersionNetworks(folder)
        .int8(
            model,
            task.heads(),
            tests,
            model.answer(tests),
            MadeUpRows.like(task.features(), task.training()),
            task.features().size(),
            bounds);
  }

  @Test
  void isKeptWhereItAnswersNearlyAsTheFloats() throws Exception {
    Int8Trial trial = trial(new Int8Bounds(0.01, 0.05));

    assertThat(trial.leftOut()).isEmpty();
    assertThat(folder.resolve("model-int8.onnx")).hasSize(trial.bytes());
    assertThat(trial.bytes()).isLessThan(model.onnx().length * 2L / 3);
    assertThat(trial.beside()).extracting(Int8Trial.Beside::head).isEqualTo(task.heads());
    assertThat(trial.beside())
        .allSatisfy(one -> assertThat(one.int8()).isCloseTo(one.floats(), within(0.01)))
        .anySatisfy(one -> assertThat(one.int8()).isNotEqualTo(one.floats()));
  }

  @Test
  void aBoundThatItDoesNotMeetLeavesItOutWithTheFigures() throws Exception {
    Int8Trial strict =
        Int8Trial.of(
            List.of(Head.LOG_GROWTH),
            labelled(0, 1),
            Map.of(Head.LOG_GROWTH, new double[] {0.1, 0.9}),
            Map.of(Head.LOG_GROWTH, new double[] {0.104, 0.9}),
            7,
            new Int8Bounds(0.01, 0.01));

    assertThat(strict.leftOut())
        .isEqualTo(
            "mae of log_growth would be 0.10200 instead of 0.10000, and may rise by less than"
                + " 1.0 %");
    assertThat(strict.inWords()).startsWith("left out: ").contains("0.10200 beside 0.10000");
  }

  @Test
  void anAnswerFarOffLeavesItOutWhateverTheFigures() {
    Int8Trial far =
        Int8Trial.of(
            List.of(Head.LOG_GROWTH),
            labelled(0, 1),
            Map.of(Head.LOG_GROWTH, new double[] {0.1, 0.9}),
            Map.of(Head.LOG_GROWTH, new double[] {0, 1}),
            7,
            new Int8Bounds(0.01, 0.01));

    assertThat(far.leftOut()).isEqualTo("an answer of log_growth would differ by 0.1000");
  }

  private static List<Example> labelled(float... labels) {
    return List.of(
        task.validation().get(0).withLabels(new float[] {labels[0]}),
        task.validation().get(1).withLabels(new float[] {labels[1]}));
  }

  @Test
  void aBoundOfNothingLeavesItOut() throws Exception {
    Int8Trial none = trial(new Int8Bounds(0, 0.05));

    assertThat(none.leftOut()).isEqualTo("the settings allow no loss");
    assertThat(Files.exists(folder.resolve("model-int8.onnx"))).isFalse();
  }

  @Test
  void anAnswerDoesNotDependOnTheOthersOfItsBatch() throws Exception {
    Path network = Files.write(folder.resolve("n.onnx"), model.int8Onnx().orElseThrow());
    int[] places = new int[task.features().size()];
    Arrays.setAll(places, i -> i);
    var inputs = new NetworkInputs(model.task(), model.signature(), places, 8);
    List<Example> some = task.validation().subList(0, 40);

    double[] together =
        NetworkAnswers.of(network, inputs, model.heads(), some).get(Head.LOG_GROWTH);

    for (int i = 0; i < some.size(); i++) {
      double[] alone =
          NetworkAnswers.of(network, inputs, model.heads(), some.subList(i, i + 1))
              .get(Head.LOG_GROWTH);
      assertThat(together[i]).as("row %d", i).isCloseTo(alone[0], within(1e-5));
    }
  }
}
