package com.ytempire.ml.api.retraining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.drift.story.Standing;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Retrainings of a model, newest first.
 *
 * @param model its name
 * @param retrainings one page of them
 * @param next what {@code after} has to be for the next page; null on the last one
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record RetrainingList(String model, List<Entry> retrainings, @Nullable UUID next) {
  RetrainingList {
    retrainings = List.copyOf(retrainings);
  }

  /**
   * One retraining.
   *
   * @param triggerId its trigger
   * @param modelId the version that was watched
   * @param since start of the first window that counted, in event time
   * @param at end of the window that completed the evidence, in event time
   * @param recordedAt when it was recorded
   * @param reason what had changed
   * @param outcome {@code started}, {@code joined} or {@code cooling_down}
   * @param standing how far it has come: {@code cooling_down}, {@code waiting}, {@code training},
   *     {@code failed}, {@code cancelled}, {@code registered}, {@code canary}, {@code promoted},
   *     {@code rolled_back}, {@code kept} or {@code reverted}
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(
      UUID triggerId,
      String modelId,
      Instant since,
      Instant at,
      Instant recordedAt,
      String reason,
      String outcome,
      String standing) {

    static Entry of(Retraining retraining, Standing standing) {
      RetrainingTrigger trigger = retraining.trigger();
      return new Entry(
          trigger.id(),
          trigger.model().modelId(),
          trigger.since(),
          trigger.at(),
          retraining.recordedAt(),
          trigger.reason(),
          retraining.state().word(),
          standing.word());
    }
  }
}
