package com.ytempire.ml.training.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
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

class BoostedOnnxTest {
  @TempDir Path folder;

  private TrainedModel model(TrainingTask task) {
    return new BoostingTrainer().train(task, RunMonitor.NONE);
  }

  @Test
  void onnxRuntimeAnswersAsTheTrainerDoesWhateverTheRow() throws IOException {
    TrainingTask task = MadeUpExamples.task(folder, Map.of());
    // Rows that were learnt from lie on the trees' thresholds.
    List<Example> rows = new ArrayList<>(task.training().subList(0, 300));
    rows.addAll(MadeUpExamples.absurd(500, task.features().size(), 11));

    try (TrainedModel model = model(task)) {
      Networks.assertSameAnswers(model, rows, folder);
    }
  }

  @Test
  void featuresOfWhichNoQuotientIsMadeWillDo() throws IOException {
    TrainingTask made = MadeUpExamples.task(folder, Map.of());
    TrainingTask task =
        new TrainingTask(
            List.of("a", "b", "c", "d", "e", "f", "g", "h"),
            List.of(Head.LOG_GROWTH),
            onlyGrowth(made.training()),
            onlyGrowth(made.validation()),
            made.hyperparameters(),
            1,
            folder);

    try (TrainedModel model = model(task)) {
      Networks.assertSameAnswers(model, MadeUpExamples.absurd(100, 8, 5), folder);
    }
  }

  private static List<Example> onlyGrowth(List<Example> examples) {
    return examples.stream()
        .map(
            example ->
                new Example(
                    example.entityId(),
                    example.group(),
                    example.at(),
                    example.labelAt(),
                    example.features(),
                    new float[] {example.labels()[1]},
                    example.slices()))
        .toList();
  }

  @Test
  void theSignatureIsThatOfModelsTheServiceServes() {
    try (TrainedModel model = model(MadeUpExamples.task(folder, Map.of("epochs", 3.0)))) {
      assertThat(model.signature().inputs())
          .containsExactly(new TensorSpec("features", TensorType.FLOAT32, List.of(-1L, 8L), true));
      assertThat(model.signature().outputs())
          .containsExactly(
              TensorSpec.of("viral_probability", TensorType.FLOAT32, -1L, 1L),
              TensorSpec.of("log_growth", TensorType.FLOAT32, -1L, 1L));
    }
  }
}
