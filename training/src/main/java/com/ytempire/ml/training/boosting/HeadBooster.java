package com.ytempire.ml.training.boosting;

import com.ytempire.ml.training.calibration.HeadScale;
import com.ytempire.ml.training.calibration.PlattScaling;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainingException;
import org.jspecify.annotations.Nullable;

/** One head's trees while they grow. Confined to one thread; holds memory outside the heap. */
final class HeadBooster implements AutoCloseable {
  /** A loss so many times that of no trees at all means that steps are too long. */
  private static final double DIVERGED = 3;

  /**
   * How far a head has come.
   *
   * @param rounds trees grown
   * @param bestRounds trees with which the validation loss was least; 0 before the first
   * @param bestLoss that loss
   * @param startLoss the first training loss
   * @param trainLoss loss on the rows learnt from after the last round
   * @param validationLoss loss on the others
   */
  record Progress(
      int rounds,
      int bestRounds,
      double bestLoss,
      double startLoss,
      double trainLoss,
      double validationLoss) {
    static final Progress NONE =
        new Progress(0, 0, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, Double.NaN);

    private Progress after(double training, double validation) {
      boolean isBetter = validation < bestLoss;
      return new Progress(
          rounds + 1,
          isBetter ? rounds + 1 : bestRounds,
          isBetter ? validation : bestLoss,
          rounds == 0 ? training : startLoss,
          training,
          validation);
    }
  }

  /** What a checkpoint holds of a head. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Saved(Progress progress, byte[] trees) {}

  private final Head head;
  private final BoostingSettings settings;
  private final HeadRows training;
  private final HeadRows validation;
  private final long seed;
  private final HeadScale scale;
  private Trees trees;
  private Progress progress;

  /**
   * @param training the caller closes it
   * @param validation the caller closes it
   * @param saved where to go on from, or null to begin
   */
  HeadBooster(
      Head head,
      BoostingSettings settings,
      long seed,
      HeadRows training,
      HeadRows validation,
      @Nullable Saved saved) {
    this.head = head;
    this.settings = settings;
    this.training = training;
    this.validation = validation;
    this.seed = seed;
    this.scale = HeadScale.of(head, training.labels());
    training.scale(scale);
    validation.scale(scale);
    this.progress = saved == null ? Progress.NONE : saved.progress();
    this.trees =
        saved == null
            ? Trees.none(head, settings, seed, training.matrix())
            : Trees.of(saved.trees(), head, settings, seed);
  }

  Head head() {
    return head;
  }

  Progress progress() {
    return progress;
  }

  /** Whether another tree is not allowed or not hoped to help. */
  boolean isDone() {
    return progress.rounds() >= settings.rounds()
        || progress.rounds() - progress.bestRounds() >= settings.patience();
  }

  /** Whether it ended while it still got better. */
  boolean isCutShort() {
    return progress.rounds() >= settings.rounds() && progress.bestRounds() == progress.rounds();
  }

  /**
   * Grows one more tree.
   *
   * @throws TrainingException when the losses are no numbers or run away
   */
  void grow() {
    trees.grow(training.matrix(), progress.rounds());
    double[] losses = trees.losses(training.matrix(), validation.matrix(), progress.rounds());
    progress = progress.after(scale.unit() * losses[0], scale.unit() * losses[1]);
    boolean isFinite =
        Double.isFinite(progress.trainLoss()) && Double.isFinite(progress.validationLoss());
    if (!isFinite || progress.trainLoss() > DIVERGED * progress.startLoss()) {
      throw new TrainingException(
          ("the loss of %s diverged in round %d (training %s, validation %s): lower learning_rate,"
                  + " now %s, and look for absurd labels")
              .formatted(
                  head.word(),
                  progress.rounds(),
                  progress.trainLoss(),
                  progress.validationLoss(),
                  settings.learningRate()));
    }
  }

  /**
   * Where it stands. It goes on from what it gave, just as a run that reads it does: what is drawn
   * by chance begins anew in both.
   */
  Saved save() {
    var saved = new Saved(progress, trees.bytes());
    if (!isDone()) {
      Trees before = trees;
      trees = Trees.of(saved.trees(), head, settings, seed);
      before.close();
    }
    return saved;
  }

  /** The trees that did best on the validation rows, calibrated on these. The caller closes it. */
  BoostedHead finish() {
    int best = progress.bestRounds();
    PlattScaling calibration = PlattScaling.NONE;
    if (head.kind() == Head.Kind.PROBABILITY) {
      float[] scores = trees.sums(validation.matrix(), best);
      float[] labels = validation.labels();
      double[] logits = new double[scores.length];
      boolean[] isOne = new boolean[scores.length];
      for (int i = 0; i < scores.length; i++) {
        logits[i] = scores[i];
        isOne[i] = labels[i] == 1;
      }
      calibration = PlattScaling.fit(logits, isOne);
    }
    return new BoostedHead(head, trees.copy(), best, scale, calibration);
  }

  @Override
  public void close() {
    trees.close();
  }
}
