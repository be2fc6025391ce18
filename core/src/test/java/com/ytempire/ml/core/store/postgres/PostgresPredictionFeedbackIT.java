package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.PredictionFixtures.AT;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.store.PredictionFeedback;
import com.ytempire.ml.core.store.PredictionFeedbackContract;
import com.ytempire.ml.core.store.PredictionFixtures;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresPredictionFeedbackIT extends PredictionFeedbackContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static PostgresPredictionLog log;
  private static PostgresPredictionFeedback feedback;

  @BeforeAll
  static void migrate() throws SQLException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    log = PostgresPredictionLog.open(SERVERS.database(), 4);
    feedback = new PostgresPredictionFeedback(SERVERS.dataSource());
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Override
  protected PredictionLog log() {
    return log;
  }

  @Override
  protected PredictionFeedback feedback() {
    return feedback;
  }

  @Test
  void givesWayToAnOutcomeThatAJobMeasured() {
    ModelRef model = new ModelRef("measured", "1.0.0");
    Prediction made = PredictionFixtures.prediction(model, "e1", AT.plusSeconds(1));
    Outcome outcome = PredictionFixtures.outcome(made, true, 0.5);
    log.savePredictions(List.of(made));
    feedback.save(new Feedback(made.id(), 1L, null, null, false, 0.25, null, AT));
    assertThat(log.find(made.id()).orElseThrow().outcome()).isNull();

    log.saveOutcomes(List.of(outcome));
    assertThat(log.find(made.id()).orElseThrow().outcome()).isEqualTo(outcome);

    assertThat(feedback.save(new Feedback(made.id(), 2L, null, null, false, 1.0, null, AT)))
        .isTrue();
    assertThat(log.find(made.id()).orElseThrow().outcome()).isEqualTo(outcome);
  }
}
