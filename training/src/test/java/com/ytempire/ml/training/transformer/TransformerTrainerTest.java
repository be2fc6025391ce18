package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformerTrainerTest {
  @TempDir Path folder;
  private final TransformerTrainer trainer = new TransformerTrainer();

  private byte[] onnx(TrainingTask task, RunMonitor monitor) {
    try (TrainedModel model = trainer.train(task, monitor)) {
      return model.onnx();
    }
  }

  private TrainingTask task(String name, Map<String, Double> hyperparameters) {
    return MadeUpSequences.task(folder.resolve(name), hyperparameters);
  }

  private static TrainingTask withTraining(TrainingTask task, List<Example> training) {
    return new TrainingTask(
        task.features(),
        task.heads(),
        training,
        task.validation(),
        task.hyperparameters(),
        task.seed(),
        task.checkpoints());
  }

  private static TrainingTask withSeed(TrainingTask task, long seed, Path checkpoints) {
    return new TrainingTask(
        task.features(),
        task.heads(),
        task.training(),
        task.validation(),
        task.hyperparameters(),
        seed,
        checkpoints);
  }

  private static List<Example> relabelled(List<Example> examples, float viral, float growth) {
    return examples.stream().map(one -> one.withLabels(new float[] {viral, growth})).toList();
  }

  @Test
  void learnsWhatOnlyTheSnapshotsBeforeTell() {
    List<Example> unseen = MadeUpSequences.examples(500, 3);

    try (TrainedModel model = trainer.train(task("a", Map.of("left_out", 0.0)), RunMonitor.NONE)) {
      Map<Head, double[]> answers = model.answer(unseen);
      Map<Head, double[]> without =
          model.answer(unseen.stream().map(one -> one.after(List.of())).toList());

      assertThat(auc(unseen, answers)).isGreaterThan(0.97);
      assertThat(auc(unseen, without)).isBetween(0.4, 0.6);
      HeadMetrics growth =
          HeadMetrics.of(Head.Kind.NUMBER, Judged.of(unseen, 1, answers.get(Head.LOG_GROWTH)));
      // Of all between 0 and 0.4 the middle is off by 0.1.
      assertThat(growth.figure(Figure.MAE)).isLessThan(0.03);
      assertThat(model.heads()).isEqualTo(MadeUpSequences.HEADS);
      assertThat(model.task()).isEqualTo(ModelTask.SEQUENCE);
      assertThat(model.description())
          .containsEntry("type", "transformer")
          .containsEntry("encoder_layers", "1")
          .containsEntry("hidden_size", "16")
          .containsEntry("learning_rate", "0.01");
    }
  }

  private static double auc(List<Example> examples, Map<Head, double[]> answers) {
    return HeadMetrics.of(
            Head.Kind.PROBABILITY, Judged.of(examples, 0, answers.get(Head.VIRAL_PROBABILITY)))
        .figure(Figure.AUC);
  }

  @Test
  void equalTasksGiveEqualBytesAndAnotherSeedOthers() {
    Map<String, Double> few = Map.of("epochs", 3.0);
    byte[] first = onnx(task("a", few), RunMonitor.NONE);

    assertThat(onnx(task("b", few), RunMonitor.NONE)).isEqualTo(first);
    assertThat(onnx(withSeed(task("c", few), 8, folder.resolve("c")), RunMonitor.NONE))
        .isNotEqualTo(first);
  }

  @Test
  void aRunThatDiedGoesOnFromItsLastEpochToTheSameModel() {
    Map<String, Double> numbers = Map.of("epochs", 6.0);
    byte[] undisturbed = onnx(task("a", numbers), RunMonitor.NONE);
    TrainingTask task = task("b", numbers);
    assertThatThrownBy(
            () ->
                onnx(
                    task,
                    (epoch, epochs, figures) -> {
                      if (epoch == 3) {
                        throw new IllegalStateException("killed");
                      }
                      return true;
                    }))
        .hasMessage("killed");
    List<Integer> epochs = new ArrayList<>();

    byte[] resumed = onnx(task, (epoch, all, figures) -> epochs.add(epoch));

    assertThat(epochs).containsExactly(4, 5, 6);
    assertThat(resumed).isEqualTo(undisturbed);
  }

  @Test
  void aStoppedRunSaysSo() {
    assertThatThrownBy(() -> onnx(task("a", Map.of()), (epoch, epochs, figures) -> epoch < 2))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("stopped after epoch 2 of at most 12");
  }

  @Test
  void neitherAnotherTaskNorADamagedCheckpointIsGoneOnFrom() throws IOException {
    Map<String, Double> numbers = Map.of("epochs", 2.0);
    TrainingTask task = task("a", numbers);
    byte[] first = onnx(task, RunMonitor.NONE);
    List<Integer> epochs = new ArrayList<>();

    onnx(withSeed(task, 8, task.checkpoints()), (e, all, figures) -> epochs.add(e));
    Path file = task.checkpoints().resolve("transformer.checkpoint");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    byte[] again = onnx(task, (e, all, figures) -> epochs.add(e));

    assertThat(epochs).containsExactly(1, 2, 1, 2);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void theMonitorIsToldEveryEpochAndTheBestIsKept() {
    List<Map<String, Double>> told = new ArrayList<>();
    TrainingTask task = task("a", Map.of("epochs", 500.0, "early_stopping_patience", 4.0));

    try (TrainedModel model =
        trainer.train(
            task,
            (epoch, epochs, figures) -> {
              assertThat(epochs).isEqualTo(500);
              told.add(figures);
              assertThat(epoch).isEqualTo(told.size());
              return true;
            })) {
      assertThat(told.get(0))
          .containsKeys("train_loss", "val_loss", "best_val_loss", "val_loss_log_growth");
      assertThat(told.size()).isLessThan(500);
      assertThat(model.description().get("best_epoch"))
          .isEqualTo(Integer.toString(told.size() - 4));
      Map<String, Double> last = told.get(told.size() - 1);
      assertThat(last.get("best_val_loss")).isLessThan(last.get("val_loss"));
      assertThat(last.get("best_val_loss")).isLessThan(told.get(0).get("val_loss") / 2);
      assertThat(model.description()).doesNotContainKey("hint_log_growth");
    }
  }

  @Test
  void aRunThatHadTooFewEpochsSaysSo() {
    try (TrainedModel model = trainer.train(task("a", Map.of("epochs", 1.0)), RunMonitor.NONE)) {
      assertThat(model.description().get("hint_log_growth")).contains("more epochs");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max_depth       | 5     | unknown to transformer; use encoder_layers, attention_heads
          encoder_layers  | 1.5   | is 1.5; expected a whole number, 1 to 48
          attention_heads | 3     | hidden_size is 16, which 3 attention_heads cannot share out
          dropout         | 1     | is 1.0; expected
          learning_rate   | NaN   | is NaN; expected
          """)
  void hyperparametersThatMakeNoSenseAreRefusedWithWhatIsAllowed(
      String name, double value, String message) {
    assertThatThrownBy(() -> onnx(task("a", Map.of(name, value)), RunMonitor.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | 0.1 | all 600 training rows have viral_probability 0
          NaN | 0.1 | no training row has a label viral_probability
          0.5 | 0.1 | expected 0 or 1
          """)
  void labelsFromWhichNothingCanBeLearntAreToldApart(float viral, float growth, String message) {
    TrainingTask task = task("a", Map.of());

    assertThatThrownBy(
            () ->
                onnx(
                    withTraining(task, relabelled(task.training(), viral, growth)),
                    RunMonitor.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownLabelOfOneHeadLeavesTheExampleToTheOther() {
    TrainingTask task = task("a", Map.of("left_out", 0.0));
    List<Example> half = new ArrayList<>();
    for (Example example : task.training()) {
      float viral = half.size() % 2 == 0 ? Float.NaN : example.labels()[0];
      half.add(example.withLabels(new float[] {viral, example.labels()[1]}));
    }
    List<Example> unseen = MadeUpSequences.examples(500, 3);

    try (TrainedModel model = trainer.train(withTraining(task, half), RunMonitor.NONE)) {
      assertThat(auc(unseen, model.answer(unseen))).isGreaterThan(0.95);
    }
  }

  @Test
  void aLossThatRunsAwayEndsTheRunWithWhatToDo() {
    TrainingTask task = task("a", Map.of("learning_rate", 1.0, "batch_size", 4.0));

    assertThatThrownBy(() -> onnx(task, RunMonitor.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss diverged in epoch")
        .hasMessageContaining("lower learning_rate, now 1.0");
  }
}
