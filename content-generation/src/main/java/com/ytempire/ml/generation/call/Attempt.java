package com.ytempire.ml.generation.call;

import com.ytempire.ml.generation.provider.ProviderException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one provider's turn.
 *
 * @param kind what was to be made, such as {@code script}
 * @param provider whose turn it was
 * @param result what came of it
 * @param reason why it made nothing, where it was asked
 * @param message for people; empty where it made it
 * @param took time from its turn's begin to its end
 * @param cost what it costs or may cost, in US dollars
 */
public record Attempt(
    String kind,
    String provider,
    Result result,
    ProviderException.@Nullable Reason reason,
    String message,
    Duration took,
    BigDecimal cost) {
  /** What comes of a turn. */
  public enum Result {
    /** It made it. */
    MADE,
    /** It was asked and made nothing. */
    FAILED,
    /** It was not asked: breaker, limits, budget, time, or the call may have been paid already. */
    PASSED_OVER
  }
}
