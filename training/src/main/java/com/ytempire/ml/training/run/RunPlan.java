package com.ytempire.ml.training.run;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.example.Head;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run is to do.
 *
 * @param trainer type of the trainer
 * @param source address of the data: a training set, an offline store, or a file of events
 * @param query what is taken of it: features in the order of the model's columns, and heads
 * @param hyperparameters numbers by name; what is absent, the trainer chooses
 * @param seed of everything that is random in training and judging
 * @param folder where the version is written; it must not hold one
 * @param checkpoints folder of the run's own files, kept for a run that goes on
 * @param lineage what else the version's manifest says of where it comes from, by name, such as
 *     {@code job_id}
 */
public record RunPlan(
    String trainer,
    String source,
    DatasetQuery query,
    Map<String, Double> hyperparameters,
    long seed,
    Path folder,
    Path checkpoints,
    Map<String, String> lineage) {
  /** Name in {@link #lineage}: the job that made the version. */
  public static final String JOB = ModelLineage.JOB;

  /** What service and jobs read of a trend predictor, and after these what else it can tell. */
  public static final List<Head> HEADS =
      List.of(
          Head.VIRAL_PROBABILITY,
          Head.LOG_GROWTH,
          Head.LIKES_LOG_GROWTH,
          Head.COMMENTS_LOG_GROWTH,
          Head.HOURS_TO_PEAK);

  /** The inputs of the starter model, and {@link #HEADS}. */
  public static final DatasetQuery QUERY =
      DatasetQuery.DEFAULT.withFeatures(TrendInput.NAMES).withHeads(HEADS);

  public RunPlan {
    hyperparameters = Map.copyOf(hyperparameters);
    lineage = Map.copyOf(lineage);
  }

  /** A run that nobody keeps account of. */
  public RunPlan(
      String trainer,
      String source,
      DatasetQuery query,
      Map<String, Double> hyperparameters,
      long seed,
      Path folder,
      Path checkpoints) {
    this(trainer, source, query, hyperparameters, seed, folder, checkpoints, Map.of());
  }
}
