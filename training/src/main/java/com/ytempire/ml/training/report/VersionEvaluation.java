package com.ytempire.ml.training.report;

import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.LossCurve;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a version when it was made.
 *
 * @param model its name
 * @param version its number
 * @param trainer type of the trainer that made it
 * @param createdAt when it was done
 * @param data what it was learnt from and judged by
 * @param description what the trainer says of it
 * @param losses epoch by epoch
 * @param heads how well it answers, one per head
 * @param active how it did beside the version that was active then, or null
 */
public record VersionEvaluation(
    String model,
    String version,
    String trainer,
    Instant createdAt,
    Data data,
    Map<String, String> description,
    List<LossCurve.Point> losses,
    List<HeadEvaluation> heads,
    @Nullable Active active) {

  public VersionEvaluation {
    description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    losses = List.copyOf(losses);
    heads = List.copyOf(heads);
  }

  /**
   * A training set.
   *
   * @param source its address
   * @param sha256 digest of its examples with their sides
   * @param train how many examples were learnt from
   * @param validation by how many it was calibrated
   * @param test by how many it was judged
   * @param cut time from which on the videos of the tests were first seen
   * @param seed of everything that was random
   */
  public record Data(
      String source,
      String sha256,
      long train,
      long validation,
      long test,
      Instant cut,
      long seed) {}

  /**
   * The version that was active, by the same tests.
   *
   * @param version its number
   * @param unfit what it could not be asked, or empty
   * @param gains by head and figure
   */
  public record Active(String version, String unfit, Map<String, Map<Figure, Gain>> gains) {
    public Active {
      gains = Collections.unmodifiableMap(new LinkedHashMap<>(gains));
    }
  }
}
