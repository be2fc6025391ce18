package com.ytempire.ml.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.ingest.EventLog.LogRecord;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.Feedback;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.json.FeedbackJson;
import com.ytempire.ml.core.store.PredictionFeedback;
import com.ytempire.ml.core.store.PredictionFixtures;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.memory.InMemoryPredictionFeedback;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTest {
  private static final InMemoryPredictionLog PREDICTIONS = new InMemoryPredictionLog();
  private static final PredictionFeedback FEEDBACK = new InMemoryPredictionFeedback(PREDICTIONS);
  private static final RecordedLog LOG = new RecordedLog();

  private static ServiceUnderTest service;
  private static ServiceClient sender;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of(),
            options ->
                options
                    .with(PredictionLog.class, PREDICTIONS)
                    .with(PredictionFeedback.class, FEEDBACK)
                    .with(EventLog.class, LOG));
    sender = service.as("ingest");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void begin() {
    LOG.take();
    LOG.away(false);
  }

  private static ServedPrediction served() {
    return PredictionFixtures.served(
        new ModelRef("trend_predictor", "1.0.0"), TrafficVariant.ACTIVE, Instant.now(), 5, "0");
  }

  private static UUID predicted() {
    ServedPrediction served = served();
    PREDICTIONS.saveServed(List.of(served));
    return served.id();
  }

  private static String body(UUID id) {
    return """
        {"prediction_id":"%s","actual_outcome":{"views":1500,"grew_20_percent":true},
         "feedback_score":0.75,"comment":"it took off"}"""
        .formatted(id);
  }

  @Test
  void keepsFeedbackWithThePredictionAndPublishesIt() throws Exception {
    UUID id = predicted();

    Answer answer = sender.post("/feedback", body(id));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"prediction_id\":\"%s\",\"status\":\"accepted\"}".formatted(id));
    Feedback kept = FEEDBACK.find(id).orElseThrow();
    assertThat(kept.views()).isEqualTo(1500);
    assertThat(kept.grewTwentyPercent()).isTrue();
    assertThat(kept.score()).isEqualTo(0.75);
    assertThat(kept.remark()).isEqualTo("it took off");
    LogRecord record = LOG.take().get(0);
    assertThat(record.topic()).isEqualTo("outcomes");
    assertThat(record.key()).isEqualTo(id.toString());
    assertThat(record.kind()).isEqualTo("feedback");
    assertThat(FeedbackJson.read(record.value(), null, null))
        .usingRecursiveComparison()
        .ignoringFields("receivedAt")
        .isEqualTo(kept);
  }

  @Test
  void takesTheSameAgain() {
    UUID id = predicted();

    sender.post("/feedback", body(id));
    Feedback first = FEEDBACK.find(id).orElseThrow();
    assertThat(sender.post("/feedback", body(id)).status()).isEqualTo(200);

    assertThat(FEEDBACK.find(id).orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("receivedAt")
        .isEqualTo(first);
  }

  @Test
  void findsAPredictionThatIsWrittenAMomentLater() throws Exception {
    ServedPrediction served = served();
    var answering =
        CompletableFuture.supplyAsync(() -> sender.post("/feedback", body(served.id())));

    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
        .execute(() -> PREDICTIONS.saveServed(List.of(served)));

    assertThat(answering.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void refusesFeedbackOnAnUnknownPrediction() {
    Answer answer = sender.post("/feedback", body(new UUID(1, 2)));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
    assertThat(LOG.take()).isEmpty();
  }

  @Test
  void asksForAnotherTryWhenItCannotBePublished() {
    UUID id = predicted();
    LOG.away(true);
    assertThat(sender.post("/feedback", body(id)).status()).isEqualTo(503);

    LOG.away(false);
    assertThat(sender.post("/feedback", body(id)).status()).isEqualTo(200);
    assertThat(LOG.take()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"prediction_id\":\"x\",\"feedback_score\":1}; prediction_id",
        "{\"feedback_score\":1}; prediction_id",
        "{\"prediction_id\":\"%s\"}; actual_outcome",
        "{\"prediction_id\":\"%s\",\"actual_outcome\":{}}; actual_outcome",
        "{\"prediction_id\":\"%s\",\"feedback_score\":1.1}; feedback_score",
        "{\"prediction_id\":\"%s\",\"feedback_score\":-0.1}; feedback_score",
        "{\"prediction_id\":\"%s\",\"actual_outcome\":{\"views\":-1}}; actual_outcome.views",
        "{\"prediction_id\":\"%s\",\"actual_outcome\":{\"views\":1.5}}; actual_outcome.views",
        "{\"prediction_id\":\"%s\",\"actual_outcome\":{\"shares\":1}}; actual_outcome.shares",
        "{\"prediction_id\":\"%s\",\"feedback_score\":1,\"comment\":\"\"}; comment",
      })
  void namesWhatIsWrong(String body, String field) {
    Answer answer = sender.post("/feedback", body.formatted(predicted()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
  }
}
