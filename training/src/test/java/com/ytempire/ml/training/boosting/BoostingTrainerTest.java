package com.ytempire.ml.training.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.MadeUpExamples;
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

class BoostingTrainerTest {
  @TempDir Path folder;
  private final BoostingTrainer trainer = new BoostingTrainer();

  private byte[] onnx(TrainingTask task, RunMonitor monitor) {
    try (TrainedModel model = trainer.train(task, monitor)) {
      return model.onnx();
    }
  }

  private TrainingTask task(String name, Map<String, Double> hyperparameters) {
    return MadeUpExamples.task(folder.resolve(name), hyperparameters);
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

  private static List<Example> relabelled(List<Example> examples, float viral, float growth) {
    return examples.stream()
        .map(
            example ->
                new Example(
                    example.entityId(),
                    example.group(),
                    example.at(),
                    example.labelAt(),
                    example.features(),
                    new float[] {viral, growth},
                    example.slices()))
        .toList();
  }

  @Test
  void learnsWhatThereIsToLearn() {
    List<Example> unseen = MadeUpExamples.examples(500, 3);

    try (TrainedModel model = trainer.train(task("a", Map.of()), RunMonitor.NONE)) {
      Map<Head, double[]> answers = model.answer(unseen);

      HeadMetrics viral =
          HeadMetrics.of(
              Head.Kind.PROBABILITY, Judged.of(unseen, 0, answers.get(Head.VIRAL_PROBABILITY)));
      HeadMetrics growth =
          HeadMetrics.of(Head.Kind.NUMBER, Judged.of(unseen, 1, answers.get(Head.LOG_GROWTH)));
      assertThat(viral.figure(Figure.AUC)).isGreaterThan(0.97);
      assertThat(viral.figure(Figure.CALIBRATION_ERROR)).isLessThan(0.05);
      // The noise alone has 0.0125.
      assertThat(growth.figure(Figure.MAE)).isLessThan(0.02);
      assertThat(model.heads()).isEqualTo(MadeUpExamples.HEADS);
      assertThat(model.task()).isEqualTo(ModelTask.TABULAR);
      assertThat(model.description())
          .containsEntry("type", "gradient_boosting")
          .containsEntry("learning_rate", "0.2")
          .containsEntry("max_depth", "5");
      assertThat(model.description().get("most_telling_log_growth"))
          .matches("(growth of views|video_age_hours|views by age|pace).* 0\\.\\d\\d(, .*)?");
    }
  }

  @Test
  void equalTasksGiveEqualBytesAndAnotherSeedOthers() {
    TrainingTask task = task("a", Map.of());
    byte[] first = onnx(task, RunMonitor.NONE);

    assertThat(onnx(task("b", Map.of()), RunMonitor.NONE)).isEqualTo(first);
    TrainingTask other =
        new TrainingTask(
            task.features(),
            task.heads(),
            task.training(),
            task.validation(),
            task.hyperparameters(),
            8,
            folder.resolve("c"));
    assertThat(onnx(other, RunMonitor.NONE)).isNotEqualTo(first);
  }

  @Test
  void aRunThatDiedBetweenCheckpointsGoesOnToTheSameModel() {
    byte[] undisturbed = onnx(task("a", Map.of("checkpoint_every", 10.0)), RunMonitor.NONE);
    TrainingTask task = task("b", Map.of("checkpoint_every", 10.0));
    assertThatThrownBy(
            () ->
                onnx(
                    task,
                    (epoch, epochs, figures) -> {
                      if (epoch == 17) {
                        throw new IllegalStateException("killed");
                      }
                      return true;
                    }))
        .hasMessage("killed");
    List<Integer> epochs = new ArrayList<>();

    byte[] resumed = onnx(task, (epoch, all, figures) -> epochs.add(epoch));

    assertThat(epochs).first().isEqualTo(11);
    assertThat(resumed).isEqualTo(undisturbed);
  }

  @Test
  void aStoppedRunSaysSoAndGoesOnFromItsLastCheckpoint() {
    TrainingTask task = task("a", Map.of("checkpoint_every", 5.0));
    assertThatThrownBy(() -> onnx(task, (epoch, epochs, figures) -> epoch < 13))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("stopped after round 13");
    List<Integer> epochs = new ArrayList<>();

    onnx(task, (epoch, all, figures) -> epochs.add(epoch));

    assertThat(epochs).first().isEqualTo(11);
  }

  @Test
  void anotherTaskDoesNotGoOnFromACheckpoint() {
    onnx(task("a", Map.of()), RunMonitor.NONE);
    List<Integer> epochs = new ArrayList<>();

    byte[] other = onnx(task("a", Map.of("max_depth", 3.0)), (e, all, figures) -> epochs.add(e));

    assertThat(epochs).first().isEqualTo(1);
    assertThat(other).isEqualTo(onnx(task("b", Map.of("max_depth", 3.0)), RunMonitor.NONE));
  }

  @Test
  void fromADamagedCheckpointARunBeginsAnew() throws IOException {
    TrainingTask task = task("a", Map.of());
    byte[] first = onnx(task, RunMonitor.NONE);
    Path file = task.checkpoints().resolve("gradient_boosting.checkpoint");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    List<Integer> epochs = new ArrayList<>();

    byte[] again = onnx(task, (epoch, all, figures) -> epochs.add(epoch));

    assertThat(epochs).first().isEqualTo(1);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void theMonitorIsToldEveryRoundAndLossesFall() {
    List<Map<String, Double>> told = new ArrayList<>();

    onnx(
        task("a", Map.of("epochs", 30.0)),
        (epoch, epochs, figures) -> {
          assertThat(epochs).isEqualTo(30);
          told.add(figures);
          assertThat(epoch).isEqualTo(told.size());
          return true;
        });

    assertThat(told).hasSize(30);
    assertThat(told.get(0))
        .containsKeys("train_loss", "val_loss", "best_val_loss", "val_loss_log_growth");
    assertThat(told.get(29).get("train_loss")).isLessThan(told.get(0).get("train_loss") / 2);
    assertThat(told.get(29).get("best_val_loss")).isLessThan(told.get(0).get("val_loss") / 2);
  }

  @Test
  void aHeadThatNoLongerImprovesEndsAndKeepsItsBestTrees() {
    List<Map<String, Double>> told = new ArrayList<>();
    TrainingTask task = task("a", Map.of("epochs", 2000.0, "early_stopping_patience", 20.0));

    try (TrainedModel model = trainer.train(task, (epoch, epochs, figures) -> told.add(figures))) {
      assertThat(told.size()).isLessThan(2000);
      int most =
          Math.max(
              Integer.parseInt(model.description().get("trees_viral_probability")),
              Integer.parseInt(model.description().get("trees_log_growth")));
      assertThat(most).isEqualTo(told.size() - 20);
      assertThat(model.description()).doesNotContainKey("hint_log_growth");
    }
  }

  @Test
  void aHeadThatHadTooFewRoundsSaysSo() {
    try (TrainedModel model =
        trainer.train(task("a", Map.of("epochs", 5.0, "learning_rate", 0.01)), RunMonitor.NONE)) {
      assertThat(model.description().get("hint_log_growth")).contains("more epochs");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dropout                 | 0.1   | unknown to gradient_boosting; use learning_rate, epochs
          max_depth               | 2.5   | is 2.5; expected a whole number, 1 to 12
          learning_rate           | 0     | is 0.0; expected
          learning_rate           | NaN   | is NaN; expected
          early_stopping_patience | -1    | is -1.0; expected a whole number
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
    TrainingTask task = task("a", Map.of("left_out", 0.0));

    assertThatThrownBy(
            () ->
                onnx(
                    withTraining(task, relabelled(task.training(), viral, growth)),
                    RunMonitor.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anUnknownLabelOfOneHeadLeavesTheRowToTheOther() {
    TrainingTask task = task("a", Map.of("left_out", 0.0));
    List<Example> some = new ArrayList<>(task.training());
    List<Example> added = MadeUpExamples.examples(300, 9);
    added.forEach(
        example -> some.addAll(relabelled(List.of(example), Float.NaN, example.labels()[1])));
    TrainingTask more = withTraining(task("b", Map.of("left_out", 0.0)), some);

    try (TrainedModel without = trainer.train(task, RunMonitor.NONE);
        TrainedModel with = trainer.train(more, RunMonitor.NONE)) {
      Map<Head, double[]> before = without.answer(added);
      Map<Head, double[]> after = with.answer(added);

      assertThat(after.get(Head.VIRAL_PROBABILITY)).isEqualTo(before.get(Head.VIRAL_PROBABILITY));
      assertThat(after.get(Head.LOG_GROWTH)).isNotEqualTo(before.get(Head.LOG_GROWTH));
    }
  }

  @Test
  void aLossThatRunsAwayEndsTheRunWithWhatToDo() {
    TrainingTask task = task("a", Map.of("learning_rate", 1.0, "l2", 0.0, "min_child_weight", 0.0));

    assertThatThrownBy(() -> onnx(withTraining(task, stretched(task, 1e4f)), RunMonitor.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss of log_growth diverged in round")
        .hasMessageContaining("lower learning_rate");
  }

  @Test
  void labelsTooFarApartForFloatsAreRefused() {
    TrainingTask task = task("a", Map.of());

    assertThatThrownBy(() -> onnx(withTraining(task, stretched(task, 1e38f)), RunMonitor.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("labels log_growth are too far apart");
  }

  /** Every fifth growth is absurd. */
  private static List<Example> stretched(TrainingTask task, float by) {
    List<Example> stretched = new ArrayList<>();
    for (Example example : task.training()) {
      float growth = example.labels()[1] * (stretched.size() % 5 == 0 ? by : 1);
      stretched.addAll(relabelled(List.of(example), example.labels()[0], growth));
    }
    return stretched;
  }
}
