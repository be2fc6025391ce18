package com.ytempire.ml.core.store;

import static com.ytempire.ml.core.store.PredictionFixtures.AT;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of feedback does. */
public abstract class PredictionFeedbackContract {
  protected abstract PredictionLog log();

  protected abstract PredictionFeedback feedback();

  protected UUID served() {
    ServedPrediction served =
        PredictionFixtures.served(
            new ModelRef("feedback", "1.0.0"), TrafficVariant.ACTIVE, AT, 5, "0");
    log().saveServed(List.of(served));
    return served.id();
  }

  @Test
  void givesBackWhatWasSaid() {
    UUID id = served();
    var said =
        new Feedback(id, 1_500_000L, 0L, 12L, true, 0.75, "it \"took off\" 🎬", AT.plusMillis(7));

    assertThat(feedback().save(said)).isTrue();

    assertThat(feedback().find(id)).contains(said);
  }

  @Test
  void addsToWhatWasSaidBefore() {
    UUID id = served();
    feedback().save(new Feedback(id, 10L, null, null, null, 0.5, "first", AT));

    feedback().save(new Feedback(id, null, 3L, null, false, null, "second", AT.plusSeconds(1)));

    assertThat(feedback().find(id))
        .contains(new Feedback(id, 10L, 3L, null, false, 0.5, "second", AT.plusSeconds(1)));
  }

  @Test
  void changesNothingWhenTheSameIsSaidAgain() {
    UUID id = served();
    var said = new Feedback(id, 10L, 2L, 1L, true, 0.128, null, AT);

    feedback().save(said);
    feedback().save(said);

    assertThat(feedback().find(id)).contains(new Feedback(id, 10L, 2L, 1L, true, 0.13, null, AT));
  }

  @Test
  void refusesWhatIsSaidOfAnUnknownPrediction() {
    var unknown = new Feedback(new UUID(3, 4), 1L, null, null, null, 1.0, null, AT);

    assertThat(feedback().save(unknown)).isFalse();

    assertThat(feedback().find(unknown.predictionId())).isEmpty();
    assertThat(feedback().find(served())).isEmpty();
  }
}
