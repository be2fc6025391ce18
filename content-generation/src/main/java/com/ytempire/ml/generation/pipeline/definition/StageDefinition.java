package com.ytempire.ml.generation.pipeline.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A stage of a pipeline.
 *
 * @param name {@code name}: which stage it is, such as {@code script_generation}
 * @param timeout {@code timeout}, in milliseconds: longest time of one attempt
 * @param retries {@code retries}: how often it is tried again, 0 or more
 * @param fallback {@code fallback}: what is done once it has failed for good; {@value #SKIP} goes
 *     on without it
 * @param isParallel {@code parallel}: whether it begins together with the stage before it
 * @param isRequired {@code required}: whether the run fails where it has failed and no fallback
 *     helps; true where the file does not say
 * @param minScore {@code min_score}: least score, 0 to 1; less is a failure that trying again does
 *     not mend
 */
public record StageDefinition(
    String name,
    Duration timeout,
    int retries,
    Optional<String> fallback,
    boolean isParallel,
    boolean isRequired,
    OptionalDouble minScore) {
  /** The fallback that goes on without the stage. */
  public static final String SKIP = "skip";

  public StageDefinition {
    if (timeout.isNegative() || timeout.isZero() || retries < 0) {
      throw new IllegalArgumentException(
          "stage %s: timeout %s, retries %d; expected more than zero and 0 or more"
              .formatted(name, timeout, retries));
    }
  }
}
