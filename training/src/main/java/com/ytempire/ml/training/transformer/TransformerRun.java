package com.ytempire.ml.training.transformer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.columns.LeftOutParts;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import com.ytempire.ml.training.transformer.TransformerCheckpoint.Saved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, epoch by epoch. Confined to one thread; holds memory outside the heap until closed. */
final class TransformerRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TransformerRun.class);

  /** A loss so many times that of the first epoch means that steps are too long. */
  private static final double DIVERGED = 3;

  /** Share of an epoch's batches that may be without a finite gradient. */
  private static final double MOST_PASSED_OVER = 0.05;

  private static final int WARM_UP_STEPS = 200;
  private static final int VALIDATION_BATCH = 256;

  private final TrainingTask task;
  private final TransformerSettings settings;
  private final ColumnPieces pieces;
  private final HeadTargets targets;
  private final StepTable training;
  private final StepTable validation;
  private final List<boolean[]> parts;
  private final ParameterLayout layout;
  private final TransformerNetwork network;
  private final TransformerCheckpoint checkpoint;
  private final Engine engine;
  private final NDManager memory;
  private final AdamSteps optimizer;
  private TransformerProgress progress;
  private float[] best;

  TransformerRun(TrainingTask task, TransformerSettings settings) {
    this.task = task;
    this.settings = settings;
    this.targets = HeadTargets.of(task);
    DerivedColumns columns = DerivedColumns.of(task.features());
    this.training = StepTable.of(columns, task.training());
    this.validation = StepTable.of(columns, task.validation());
    this.pieces = ColumnPieces.of(columns, training.rows());
    this.parts =
        LeftOutParts.of(task.features()).stream().map(part -> madeOf(columns, part)).toList();
    this.layout = new ParameterLayout(settings, StepBatch.width(pieces), targets.heads().size());
    this.network = new TransformerNetwork(settings);
    this.checkpoint = new TransformerCheckpoint(task);
    Saved saved =
        checkpoint
            .read()
            .orElseGet(
                () -> {
                  float[] start = layout.start(task.seed());
                  return new Saved(TransformerProgress.NONE, AdamSteps.State.start(start), start);
                });
    this.progress = saved.progress();
    this.best = saved.best();
    this.engine = TorchEngine.get();
    this.memory = TorchEngine.memory();
    this.optimizer = new AdamSteps(memory, saved.optimizer(), layout.decayed());
  }

  private static boolean[] madeOf(DerivedColumns columns, int[] features) {
    boolean[] made = new boolean[columns.count()];
    for (int column = 0; column < made.length; column++) {
      for (int feature : features) {
        made[column] |= columns.isMadeOf(column, feature);
      }
    }
    return made;
  }

  /**
   * Trains until it is done.
   *
   * @throws TrainingException when it was stopped or its loss runs away
   */
  TransformerModel finish(RunMonitor monitor) {
    while (progress.epochs() < settings.epochs()
        && progress.epochs() - progress.bestEpoch() < settings.patience()) {
      LossSums learnt = learn();
      LossSums judged = judge(optimizer.averaged());
      requireSound(learnt.mean(), judged.mean());
      progress = progress.after(learnt.mean(), judged.mean(), Math.max(1, settings.patience() / 3));
      AdamSteps.State state = optimizer.state();
      if (progress.isBest()) {
        best = state.averaged();
      }
      checkpoint.write(new Saved(progress, state, best));
      if (!monitor.epoch(progress.epochs(), settings.epochs(), figures(learnt, judged))) {
        throw new TrainingException(
            "stopped after epoch %d of at most %d; the same run goes on from its last checkpoint"
                .formatted(progress.epochs(), settings.epochs()));
      }
    }
    return TransformerModel.calibrated(
        settings, pieces, layout, targets, best, task.validation(), progress);
  }

  private Map<String, Double> figures(LossSums learnt, LossSums judged) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("train_loss", learnt.mean());
    figures.put("val_loss", judged.mean());
    figures.put("best_val_loss", progress.bestLoss());
    learnt.byHead().forEach((head, loss) -> figures.put("train_loss_" + head, loss));
    judged.byHead().forEach((head, loss) -> figures.put("val_loss_" + head, loss));
    return figures;
  }

  private void requireSound(double trainLoss, double validationLoss) {
    boolean isFinite = Double.isFinite(trainLoss) && Double.isFinite(validationLoss);
    if (!isFinite || trainLoss > DIVERGED * progress.startLoss()) {
      throw diverged("training %s, validation %s".formatted(trainLoss, validationLoss));
    }
  }

  private TrainingException diverged(String how) {
    return new TrainingException(
        "the loss diverged in epoch %d (%s): lower learning_rate, now %s, and look for absurd labels"
            .formatted(progress.epochs() + 1, how, settings.learningRate()));
  }

  /** One pass over the examples; what it draws by chance hangs on the seed and the epoch alone. */
  private LossSums learn() {
    var random = new SplittableRandom(task.seed());
    for (int i = 0; i <= progress.epochs(); i++) {
      random = random.split();
    }
    engine.setRandomSeed(random.nextInt(Integer.MAX_VALUE));
    var leaveOut =
        new StepBatch.LeaveOut(settings.leftOut(), LeftOutParts.CHANCE, parts, random.split());
    var sums = new LossSums(targets);
    int batches = 0;
    int passedOver = 0;
    for (int[] examples : EpochOrder.shuffled(training, settings.batchSize(), random.split())) {
      StepBatch batch = StepBatch.of(pieces, training, examples, leaveOut);
      HeadTargets.Labels labels = targets.labels(task.training(), examples);
      try (NDManager scratch = memory.newSubManager()) {
        float[] losses = step(scratch, batch, labels);
        batches++;
        if (losses == null) {
          passedOver++;
        } else {
          sums.add(losses, labels);
        }
      }
    }
    requireSteps(batches, passedOver);
    return sums;
  }

  private void requireSteps(int batches, int passedOver) {
    if (passedOver > MOST_PASSED_OVER * batches) {
      throw diverged("%d of %d batches without a gradient".formatted(passedOver, batches));
    }
    if (passedOver > 0) {
      log.warn(
          "epoch {}: {} of {} batches had no finite gradient and were passed over",
          progress.epochs() + 1,
          passedOver,
          batches);
    }
  }

  /** Losses by head, or null where the batch has no finite gradient. */
  private float @Nullable [] step(NDManager scratch, StepBatch batch, HeadTargets.Labels labels) {
    NDArray parameters = optimizer.parameters().duplicate();
    parameters.attach(scratch);
    parameters.setRequiresGradient(true);
    NDArray losses;
    try (GradientCollector gradients = engine.newGradientCollector()) {
      losses = losses(scratch, layout.split(parameters), batch, labels, true);
      float[] weights = new float[targets.weights().length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = targets.weights()[i] / (targets.shares()[i] * batch.size());
      }
      gradients.backward(losses.mul(scratch.create(weights)).sum());
    }
    double warmth = Math.min(1, (optimizer.steps() + 1.0) / WARM_UP_STEPS);
    double slowness = 1L << Math.min(progress.halvings(), 60);
    NDArray gradient = parameters.getGradient();
    gradient.attach(scratch);
    return optimizer.step(gradient, settings.learningRate() * warmth / slowness)
        ? losses.toFloatArray()
        : null;
  }

  private LossSums judge(NDArray parameters) {
    var sums = new LossSums(targets);
    List<Example> examples = task.validation();
    for (int[] some : EpochOrder.asTheyAre(validation, VALIDATION_BATCH)) {
      StepBatch batch = StepBatch.of(pieces, validation, some, null);
      HeadTargets.Labels labels = targets.labels(examples, some);
      try (NDManager scratch = memory.newSubManager()) {
        NDArray row = parameters.duplicate();
        row.attach(scratch);
        sums.add(losses(scratch, layout.split(row), batch, labels, false).toFloatArray(), labels);
      }
    }
    return sums;
  }

  /** Sum of the losses of known labels, one per head. */
  private NDArray losses(
      NDManager scratch,
      Map<String, NDArray> parameters,
      StepBatch batch,
      HeadTargets.Labels labels,
      boolean isLearning) {
    Shape shape = new Shape(batch.size(), targets.heads().size());
    NDArray answers = network.answers(parameters, batch.on(scratch), isLearning);
    NDArray label = scratch.create(labels.values(), shape);
    NDArray isProbability = scratch.create(targets.isProbability());
    NDArray logit = answers.add(scratch.create(targets.starts()));
    NDArray entropy =
        Activation.relu(logit).sub(logit.mul(label)).add(logit.abs().neg().exp().add(1).log());
    NDArray distance = answers.sub(label).square().add(1).sqrt().sub(1);
    return entropy
        .mul(isProbability)
        .add(distance.mul(isProbability.neg().add(1)))
        .mul(scratch.create(labels.known(), shape))
        .sum(new int[] {0});
  }

  @Override
  public void close() {
    memory.close();
  }
}
