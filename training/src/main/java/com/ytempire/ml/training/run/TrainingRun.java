package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.Int8Bounds;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.training.dataset.SetDigest;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.evaluation.LossCurve;
import com.ytempire.ml.training.evaluation.ModelEvaluation;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.network.BesideActive;
import com.ytempire.ml.training.network.Int8Trial;
import com.ytempire.ml.training.network.MadeUpRows;
import com.ytempire.ml.training.network.VersionNetworks;
import com.ytempire.ml.training.profile.Seasons;
import com.ytempire.ml.training.profile.VersionProfile;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a version: loads the data, trains, judges the model by the tests, and writes the version's
 * folder, whose network has answered as the trainer does. Safe to share between threads; each run
 * is for itself.
 */
public final class TrainingRun {
  private static final Logger log = LoggerFactory.getLogger(TrainingRun.class);

  /** Among the files of a run: what it told of its losses. */
  private static final String LOSSES = "losses.jsonl";

  private final TrainingSources sources;
  private final Trainers trainers;
  private final Clock clock;
  private final Int8Bounds int8;
  private final Predicate<String> isSeasonal;

  public TrainingRun(TrainingSources sources, Trainers trainers, Clock clock) {
    this(sources, trainers, clock, Int8Bounds.DEFAULT, name -> false);
  }

  /**
   * @param int8 how much less exact a network with 8-bit weights may be
   * @param isSeasonal whether the profile tells a column of a name apart by hour of the week; only
   *     so many are, see {@link Seasons}
   */
  public TrainingRun(
      TrainingSources sources,
      Trainers trainers,
      Clock clock,
      Int8Bounds int8,
      Predicate<String> isSeasonal) {
    this.int8 = int8;
    this.isSeasonal = isSeasonal;
    this.sources = sources;
    this.trainers = trainers;
    this.clock = clock;
  }

  /**
   * Runs until the version is written; blocks for as long. A run that was stopped goes on from its
   * checkpoint where it is asked for again; the checkpoint stays when it has ended.
   *
   * @param ref the version to make
   * @param active files of the version that takes the model's traffic, beside which it is judged
   * @throws DatasetException when the data is not there, leaks, or lacks what is asked for
   * @throws TrainingException when no model can come of it, or the network answers otherwise than
   *     the trainer
   * @throws IOException when data cannot be read or the folder not be written
   */
  public RunResult run(
      RunPlan plan, ModelRef ref, Optional<ModelFolder> active, RunProgress progress)
      throws IOException {
    Trainer trainer = trainers.require(plan.trainer());
    var folder = new VersionFolder(plan.folder());
    TrainingSet loaded = sources.load(plan.source(), plan.query());
    requireSides(loaded);
    LearntLabels learnt = LearntLabels.of(loaded);
    TrainingSet set = learnt.set();
    learnt.leftOut().forEach(progress::leftOut);
    progress.loaded(set);
    var task =
        new TrainingTask(
            set.features(),
            set.heads(),
            set.examples(Side.TRAIN),
            set.examples(Side.VALIDATION),
            plan.hyperparameters(),
            plan.seed(),
            plan.checkpoints());
    Files.createDirectories(plan.checkpoints());
    var losses = new LossCurve(plan.checkpoints().resolve(LOSSES), progress);
    try (TrainedModel model = trainer.train(task, losses)) {
      progress.judging();
      List<Example> tests = set.examples(Side.TEST);
      Map<Head, double[]> answers = model.answer(tests);
      RunResult result =
          judge(
              plan,
              ref,
              active,
              learnt,
              trainer.hyperparameters(task),
              model,
              answers,
              losses.points(),
              folder.networks());
      List<Example> known = MadeUpRows.like(set.features(), set.examples(Side.TRAIN));
      folder.networks().difference(model, known, model.answer(known), set.features().size());
      folder.write(
          ref,
          model,
          set.features(),
          known,
          RunCard.write(result, model.task()),
          RunEvaluation.of(result),
          profile(set, model, answers),
          VersionReport.of(result),
          RunLineage.properties(result),
          result.finishedAt());
      progress.judged(result);
      return result;
    }
  }

  private RunResult judge(
      RunPlan plan,
      ModelRef ref,
      Optional<ModelFolder> active,
      LearntLabels learnt,
      Map<String, Double> hyperparameters,
      TrainedModel model,
      Map<Head, double[]> answers,
      List<LossCurve.Point> losses,
      VersionNetworks networks)
      throws IOException {
    TrainingSet set = learnt.set();
    List<Example> tests = set.examples(Side.TEST);
    networks.write(model);
    double difference = networks.difference(model, tests, answers, set.features().size());
    Map<String, String> description = new LinkedHashMap<>(model.description());
    Int8Trial trial =
        networks.int8(
            model,
            set.heads(),
            tests,
            answers,
            MadeUpRows.like(set.features(), set.examples(Side.TRAIN)),
            set.features().size(),
            int8);
    description.put("int8", trial.inWords());
    return new RunResult(
        ref,
        plan.folder(),
        plan,
        set,
        learnt.leftOut(),
        SetDigest.of(set),
        hyperparameters,
        ModelEvaluation.of(
            set.features(), set.heads(), set.examples(Side.TRAIN), tests, answers, plan.seed()),
        active.map(
            other ->
                BesideActive.of(other, set.features(), set.heads(), tests, answers, plan.seed())),
        description,
        losses,
        difference,
        clock.instant());
  }

  private byte[] profile(TrainingSet set, TrainedModel model, Map<Head, double[]> answers) {
    Seasons seasons = Seasons.of(set.features(), set.heads(), isSeasonal);
    if (!seasons.leftOut().isEmpty()) {
      log.warn(
          "the profile has hours of the week of {} columns at most; without them, and so without"
              + " verdicts while drift.yaml asks for them: {}",
          Seasons.MOST_COLUMNS,
          seasons.leftOut());
    }
    List<Example> validation = set.examples(Side.VALIDATION);
    return VersionProfile.of(
        set.features(),
        set.heads(),
        set.examples(Side.TRAIN),
        new VersionProfile.Answered(validation, model.answer(validation)),
        new VersionProfile.Answered(set.examples(Side.TEST), answers),
        seasons);
  }

  private static void requireSides(TrainingSet set) {
    for (Side side : List.of(Side.TRAIN, Side.VALIDATION, Side.TEST)) {
      if (set.examples(side).isEmpty()) {
        throw new DatasetException(
            ("%s gives no example for %s (%d in all, %d without a label): give more data, other"
                    + " shares, or, for an archive that was loaded late, take values as known when"
                    + " they happened")
                .formatted(
                    set.manifest().source(),
                    side.word(),
                    set.manifest().counts().rows(),
                    set.manifest().counts().unlabelled()));
      }
    }
  }
}
