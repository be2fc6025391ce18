package com.ytempire.ml.local.run;

import com.ytempire.ml.core.settings.InferenceSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to backfill.
 *
 * @param features the feature file
 * @param models how models are run, by name, as in {@code models.yaml}
 * @param inputs files of events, in the order in which they count
 * @param from results before this time are computed but not written; {@link Instant#MIN} for all
 * @param until events at or after this time are not read; {@link Instant#MAX} for all
 * @param out file of the rows, {@code .csv} or {@code .parquet}; empty to write to the stores
 * @param parallelism subtasks of each operator
 */
public record BackfillOptions(
    Path features,
    Map<String, InferenceSettings> models,
    List<Path> inputs,
    Instant from,
    Instant until,
    Optional<Path> out,
    int parallelism) {
  public BackfillOptions {
    models = Map.copyOf(models);
    inputs = List.copyOf(inputs);
  }
}
