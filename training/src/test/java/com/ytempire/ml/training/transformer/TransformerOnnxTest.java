package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.testing.MadeUpExamples;
import com.ytempire.ml.training.testing.Networks;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerOnnxTest {
  @TempDir Path folder;

  private TrainedModel model(TrainingTask task) {
    return new TransformerTrainer().train(task, RunMonitor.NONE);
  }

  @Test
  void onnxRuntimeAnswersAsTheTrainerDoesWhateverTheSequence() throws IOException {
    TrainingTask made = MadeUpExamples.task(folder, Map.of());
    TrainingTask task =
        new TrainingTask(
            made.features(),
            made.heads(),
            made.training(),
            made.validation(),
            Map.of("epochs", 3.0, "encoder_layers", 2.0, "hidden_size", 32.0),
            1,
            folder);
    List<Example> rows = new ArrayList<>(task.training().subList(0, 50));
    rows.addAll(MadeUpSequences.absurd(250, task.features().size(), 11));

    try (TrainedModel model = model(task)) {
      assertThat(rows).anyMatch(row -> row.steps() == 8);
      Networks.assertSameAnswers(model, rows, folder);
    }
  }

  @Test
  void featuresOfWhichNothingIsDerivedWillDo() throws IOException {
    TrainingTask made = MadeUpSequences.task(folder, Map.of("epochs", 1.0));
    TrainingTask task =
        new TrainingTask(
            List.of("a", "b", "c", "d"),
            made.heads(),
            made.training(),
            made.validation(),
            made.hyperparameters(),
            1,
            folder);

    try (TrainedModel model = model(task)) {
      Networks.assertSameAnswers(model, MadeUpSequences.absurd(100, 4, 5), folder);
      assertThat(model.signature().inputs())
          .containsExactly(
              new TensorSpec("sequence", TensorType.FLOAT32, List.of(-1L, -1L, 4L), true),
              TensorSpec.of("mask", TensorType.FLOAT32, -1L, -1L));
      assertThat(model.signature().outputs())
          .containsExactly(
              TensorSpec.of("viral_probability", TensorType.FLOAT32, -1L, 1L),
              TensorSpec.of("log_growth", TensorType.FLOAT32, -1L, 1L));
    }
  }

  @Test
  void aNetworkOfTheReferencesSizeIsTrainedAFewStepsAndExported() throws IOException {
    TrainingTask made = MadeUpSequences.task(folder, Map.of());
    TrainingTask task =
        new TrainingTask(
            made.features(),
            made.heads(),
            made.training().subList(0, 32),
            made.validation().subList(0, 16),
            Map.of(
                "encoder_layers", 6.0,
                "attention_heads", 8.0,
                "hidden_size", 512.0,
                "dropout", 0.1,
                "batch_size", 16.0,
                "learning_rate", 0.001,
                "epochs", 2.0),
            1,
            folder);
    List<Double> losses = new ArrayList<>();

    try (TrainedModel model =
        new TransformerTrainer()
            .train(task, (epoch, epochs, figures) -> losses.add(figures.get("train_loss")))) {
      assertThat(losses).hasSize(2).allMatch(Double::isFinite);
      assertThat(Integer.parseInt(model.description().get("parameters"))).isGreaterThan(18_000_000);
      Networks.assertSameAnswers(model, task.validation().subList(0, 8), folder);
    }
  }
}
