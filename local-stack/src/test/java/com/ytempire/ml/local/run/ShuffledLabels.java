package com.ytempire.ml.local.run;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Trains as another trainer does, on labels that were dealt out anew: each example, for validation
 * too, has those of any other. Nothing but how often something happens can be learnt from them.
 */
final class ShuffledLabels implements Trainer {
  static final String TYPE = "shuffled_labels";

  private final Trainer trainer;

  ShuffledLabels(Trainer trainer) {
    this.trainer = trainer;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrainedModel train(TrainingTask task, RunMonitor monitor) {
    return trainer.train(
        new TrainingTask(
            task.features(),
            task.heads(),
            shuffled(task.training(), task.seed()),
            shuffled(task.validation(), task.seed()),
            task.hyperparameters(),
            task.seed(),
            task.checkpoints()),
        monitor);
  }

  private static List<Example> shuffled(List<Example> examples, long seed) {
    List<float[]> labels = new ArrayList<>(examples.stream().map(Example::labels).toList());
    Collections.shuffle(labels, new Random(seed));
    List<Example> shuffled = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      shuffled.add(examples.get(i).withLabels(labels.get(i)));
    }
    return shuffled;
  }
}
