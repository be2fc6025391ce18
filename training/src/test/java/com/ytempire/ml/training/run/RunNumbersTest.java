package com.ytempire.ml.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.ModelRecipe;
import com.ytempire.ml.training.run.RunNumbers.Architecture;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunNumbersTest {
  private static final ModelRecipe RECIPE =
      new ModelRecipe(
          "transformer", Map.of("epochs", 100.0), Map.of("hidden_size", 512.0, "dropout", 0.1));

  /** A trainer on a machine with a GPU or without. */
  private record Machine(String type, boolean hasGpu) implements Trainer {
    @Override
    public TrainedModel train(TrainingTask task, RunMonitor monitor) {
      throw new UnsupportedOperationException("trains nothing");
    }
  }

  @Test
  void theFilesNetworkIsTakenWhereThereIsAGpu() {
    Trainer trainer = new Machine("transformer", true);

    RunNumbers numbers = RunNumbers.of(trainer, RECIPE, Architecture.BY_MACHINE, Map.of());

    assertThat(numbers.byName())
        .isEqualTo(Map.of("epochs", 100.0, "hidden_size", 512.0, "dropout", 0.1));
    assertThat(numbers.network())
        .isEqualTo("that of the model file, because there is a GPU (dropout 0.1, hidden_size 512)");
    assertThat(RunNumbers.of(trainer, RECIPE, Architecture.COMPACT, Map.of()).byName())
        .isEqualTo(Map.of("epochs", 100.0));
  }

  @Test
  void elseTheCompactOneUnlessTheFilesIsAskedFor() {
    Trainer trainer = new Machine("transformer", false);

    RunNumbers numbers =
        RunNumbers.of(trainer, RECIPE, Architecture.BY_MACHINE, Map.of("epochs", 3.0));

    assertThat(numbers.byName()).isEqualTo(Map.of("epochs", 3.0));
    assertThat(numbers.network())
        .isEqualTo(
            "the compact one, because there is no GPU (the model file's has dropout 0.1,"
                + " hidden_size 512)");
    RunNumbers file =
        RunNumbers.of(trainer, RECIPE, Architecture.FILE, Map.of("hidden_size", 256.0));
    assertThat(file.byName())
        .isEqualTo(Map.of("epochs", 100.0, "hidden_size", 256.0, "dropout", 0.1));
  }

  @Test
  void theFilesNumbersAreForTheTrainerThatItNames() {
    RunNumbers numbers =
        RunNumbers.of(
            new Machine("gradient_boosting", false),
            RECIPE,
            Architecture.FILE,
            Map.of("learning_rate", 0.1));

    assertThat(numbers).isEqualTo(new RunNumbers(Map.of("learning_rate", 0.1), ""));
  }
}
