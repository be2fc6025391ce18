package com.ytempire.ml.core.prediction;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What really happened after a prediction, as a later snapshot of the same entity tells.
 *
 * @param model the version whose answer is judged
 * @param type type of the prediction
 * @param entity what was predicted of
 * @param eventId the event that was scored
 * @param eventTime its time
 * @param predictedAt when the judged answer was made; it tells which of several answers is meant
 * @param nextEventId the later snapshot
 * @param nextEventTime its time, after {@code eventTime}
 * @param views total views in the later snapshot
 * @param likes total likes there, or null where unknown
 * @param comments total comments there, or null where unknown
 * @param logGrowth {@link Growth#log} of the views between both snapshots
 * @param viral {@link Growth#isViral} between both snapshots; {@code grew_20_percent} on the wire
 * @param correct whether the predicted probability, at least one half or less, agrees with {@code
 *     viral}; null where the model gave none
 * @param logGrowthError predicted minus actual log growth; null where the model gave none
 */
public record Outcome(
    ModelRef model,
    String type,
    EntityKey entity,
    String eventId,
    Instant eventTime,
    Instant predictedAt,
    String nextEventId,
    Instant nextEventTime,
    double views,
    @Nullable Double likes,
    @Nullable Double comments,
    double logGrowth,
    boolean viral,
    @Nullable Boolean correct,
    @Nullable Double logGrowthError) {

  /** The id of the prediction that is judged. */
  public UUID predictionId() {
    return PredictionId.of(model.name(), type, entity, eventId);
  }

  /** Event time between both snapshots. */
  public Duration elapsed() {
    return Duration.between(eventTime, nextEventTime);
  }
}
