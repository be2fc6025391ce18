package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.boosting.HeadBooster.Progress;
import com.ytempire.ml.training.boosting.HeadBooster.Saved;
import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.columns.LeftOutParts;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains gradient boosted trees, one booster per head, all heads growing a tree in each round. A
 * round is what the monitor calls an epoch. A head is done when its validation loss has not fallen
 * for some rounds, and keeps the trees with which it was least; probabilities are then calibrated
 * on the validation rows.
 *
 * <p>Hyperparameters: {@code learning_rate}, {@code epochs} (most rounds), {@code
 * early_stopping_patience}, {@code max_depth}, {@code min_child_weight}, {@code l2}, {@code
 * row_share} and {@code column_share} (of each tree), {@code left_out} (share of the rows that are
 * learnt from a second time with parts of their features missing), {@code checkpoint_every}
 * (rounds); {@code batch_size} is allowed and has no effect. Missing features are NaN, or anything
 * that is not finite.
 */
public final class BoostingTrainer implements Trainer {
  static final String TYPE = "gradient_boosting";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Double> hyperparameters(TrainingTask task) {
    return BoostingSettings.numbers(task);
  }

  @Override
  public TrainedModel train(TrainingTask task, RunMonitor monitor) {
    BoostingSettings settings = BoostingSettings.of(task);
    DerivedColumns columns = DerivedColumns.of(task.features());
    var checkpoint = new BoostingCheckpoint(task);
    List<HeadRows> rows = new ArrayList<>();
    List<HeadBooster> heads = new ArrayList<>();
    try {
      read(task, settings, columns, rows);
      Map<Head, Saved> saved = checkpoint.read();
      for (int i = 0; i < task.heads().size(); i++) {
        Head head = task.heads().get(i);
        heads.add(
            new HeadBooster(
                head,
                settings,
                task.seed(),
                rows.get(2 * i),
                rows.get(2 * i + 1),
                saved.get(head)));
      }
      grow(settings, heads, checkpoint, monitor);
      return finish(settings, columns, heads);
    } catch (LinkageError e) {
      throw new TrainingException(
          ("XGBoost cannot be loaded on this machine (%s): it needs Linux, macOS or Windows on 64"
                  + " bits, and on Linux libgomp.so.1, of the package libgomp1")
              .formatted(e),
          e);
    } finally {
      heads.forEach(HeadBooster::close);
      rows.forEach(HeadRows::close);
    }
  }

  /** Adds the rows that each head learns from, and after them those for validation. */
  private static void read(
      TrainingTask task, BoostingSettings settings, DerivedColumns columns, List<HeadRows> rows) {
    List<Example> training =
        LeftOutParts.added(task.training(), task.features(), settings.leftOut(), task.seed());
    for (int label = 0; label < task.heads().size(); label++) {
      Head head = task.heads().get(label);
      rows.add(HeadRows.of(columns, training, head, label, "training"));
      rows.add(HeadRows.of(columns, task.validation(), head, label, "validation"));
    }
  }

  private static void grow(
      BoostingSettings settings,
      List<HeadBooster> heads,
      BoostingCheckpoint checkpoint,
      RunMonitor monitor) {
    int round = heads.stream().mapToInt(head -> head.progress().rounds()).max().orElse(0);
    while (!heads.stream().allMatch(HeadBooster::isDone)) {
      round++;
      for (HeadBooster head : heads) {
        if (!head.isDone()) {
          head.grow();
        }
      }
      if (round % settings.checkpointEvery() == 0) {
        checkpoint.write(heads);
      }
      if (!monitor.epoch(round, settings.rounds(), figures(heads))) {
        throw new TrainingException(
            "stopped after round %d of at most %d; the same run goes on from its last checkpoint"
                .formatted(round, settings.rounds()));
      }
    }
  }

  /** Sums over heads, and each head's own where there are several. */
  private static Map<String, Double> figures(List<HeadBooster> heads) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (HeadBooster head : heads) {
      Progress progress = head.progress();
      figures.merge("train_loss", progress.trainLoss(), Double::sum);
      figures.merge("val_loss", progress.validationLoss(), Double::sum);
      figures.merge("best_val_loss", progress.bestLoss(), Double::sum);
    }
    for (HeadBooster head : heads) {
      String word = head.head().word();
      figures.put("train_loss_" + word, head.progress().trainLoss());
      figures.put("val_loss_" + word, head.progress().validationLoss());
    }
    return figures;
  }

  private static TrainedModel finish(
      BoostingSettings settings, DerivedColumns columns, List<HeadBooster> heads) {
    List<BoostedHead> learnt = new ArrayList<>();
    try {
      Map<String, String> description = new LinkedHashMap<>();
      description.put("type", TYPE);
      description.putAll(settings.inWords());
      description.put("columns", String.join(", ", columns.names()));
      for (HeadBooster head : heads) {
        BoostedHead done = head.finish();
        learnt.add(done);
        String word = head.head().word();
        description.put("trees_" + word, Integer.toString(done.count()));
        description.put("most_telling_" + word, done.mostTelling(columns.names()));
        if (head.isCutShort()) {
          description.put(
              "hint_" + word,
              "its validation loss still fell in the last round: more epochs or a higher"
                  + " learning_rate may help");
        }
      }
      return new BoostedModel(columns, learnt, description);
    } catch (RuntimeException e) {
      learnt.forEach(BoostedHead::close);
      throw e;
    }
  }
}
