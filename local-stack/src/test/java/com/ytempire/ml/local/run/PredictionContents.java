package com.ytempire.ml.local.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.json.OutcomeReader;
import com.ytempire.ml.core.prediction.json.PredictionReader;
import com.ytempire.ml.local.server.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.SoftAssertions;

/**
 * What inference has left behind, by scored snapshot.
 *
 * @param predictions the predictions on the topic
 * @param published event time of each prediction on the topic
 * @param publishedVersions how many predictions on the topic each version made
 * @param publishedOutcomes outcomes on the topic
 * @param logged event time of each prediction in the table
 * @param loggedOutcomes outcomes in the table
 * @param unregistered rows of the table that name no registered version
 */
record PredictionContents(
    Map<String, Prediction> predictions,
    Map<String, String> published,
    Map<String, Integer> publishedVersions,
    Map<String, String> publishedOutcomes,
    Map<String, String> logged,
    Map<String, String> loggedOutcomes,
    int unregistered) {

  /** Reads topics and table; fails when something is on a topic twice. */
  static PredictionContents read(TestPlatform platform) throws IOException, SQLException {
    Map<String, Prediction> predictions = new HashMap<>();
    Map<String, String> published = new TreeMap<>();
    Map<String, Integer> versions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : platform.committed("predictions")) {
      Prediction prediction = PredictionReader.read(record.value());
      requireKey(record, prediction.entity());
      String key = InferenceOracle.key(prediction.entity().id(), prediction.eventId());
      putOnce(published, key, prediction.eventTime().toString());
      predictions.put(key, prediction);
      versions.merge(prediction.model().version(), 1, Integer::sum);
    }
    Map<String, String> outcomes = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : platform.committed("outcomes")) {
      Outcome outcome = OutcomeReader.read(record.value());
      requireKey(record, outcome.entity());
      putOnce(
          outcomes, InferenceOracle.key(outcome.entity().id(), outcome.eventId()), text(outcome));
    }
    Map<String, String> logged = new TreeMap<>();
    Map<String, String> loggedOutcomes = new TreeMap<>();
    int unregistered = 0;
    try (Connection connection =
            DatabaseUrl.parse(platform.variables().getOrDefault("DATABASE_URL", "")).connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT metadata->>'entity_id', metadata->>'event_id', metadata->>'event_time',
                    actual_outcome::text, model_id
                FROM model_predictions
                """)) {
      while (row.next()) {
        String key = InferenceOracle.key(row.getString(1), row.getString(2));
        putOnce(logged, key, row.getString(3));
        if (row.getString(4) != null) {
          loggedOutcomes.put(key, text(OutcomeReader.read(row.getString(4).getBytes(UTF_8))));
        }
        if (row.getString(5) == null) {
          unregistered++;
        }
      }
    }
    return new PredictionContents(
        predictions, published, versions, outcomes, logged, loggedOutcomes, unregistered);
  }

  private static void requireKey(ConsumerRecord<byte[], byte[]> record, EntityKey entity) {
    if (!new String(record.key(), UTF_8).equals(entity.toString())) {
      throw new AssertionError("key %s of %s".formatted(new String(record.key(), UTF_8), entity));
    }
  }

  private static String text(Outcome outcome) {
    return InferenceOracle.outcome(
        outcome.nextEventId(), outcome.views(), outcome.logGrowth(), outcome.viral());
  }

  private static void putOnce(Map<String, String> map, String key, String value) {
    if (map.put(key, value) != null) {
      throw new AssertionError("there twice: " + key);
    }
  }

  /** Fails unless every snapshot has one prediction and its outcome, on topics and in the table. */
  void assertMeets(InferenceOracle oracle, String what) {
    SoftAssertions.assertSoftly(
        all -> {
          all.check(
              () ->
                  StoreContents.assertSame(
                      what + ": published predictions", oracle.scored(), published));
          all.check(
              () ->
                  StoreContents.assertSame(what + ": logged predictions", oracle.scored(), logged));
          all.check(
              () ->
                  StoreContents.assertSame(
                      what + ": published outcomes", oracle.outcomes(), publishedOutcomes));
          all.check(
              () ->
                  StoreContents.assertSame(
                      what + ": logged outcomes", oracle.outcomes(), loggedOutcomes));
          all.assertThat(unregistered).as(what + ": rows of unregistered versions").isZero();
        });
  }
}
