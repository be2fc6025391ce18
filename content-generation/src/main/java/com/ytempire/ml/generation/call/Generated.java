package com.ytempire.ml.generation.call;

import com.ytempire.ml.generation.provider.Usage;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a call gave.
 *
 * @param artefact the script, speech or picture
 * @param provider who made it
 * @param model by which model
 * @param usage what it was charged by
 * @param cost in US dollars, of every attempt that was or may be charged
 * @param isRepeated whether it was made by an earlier call with the same key
 * @param attempts whose turn it was, in order; none where it is repeated
 */
public record Generated<A>(
    A artefact,
    String provider,
    String model,
    Usage usage,
    BigDecimal cost,
    boolean isRepeated,
    List<Attempt> attempts) {
  public Generated {
    attempts = List.copyOf(attempts);
  }
}
