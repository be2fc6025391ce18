package com.ytempire.ml.api.trend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.routing.ShadowCall;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FakeModel MODEL = new FakeModel();
  private static final List<ServedPrediction> KEPT = new CopyOnWriteArrayList<>();

  private static ServiceUnderTest service;
  private static ServiceClient caller;

  /** Keeps predictions in a list. */
  private static final class KeptHere implements TrendJournal {
    @Override
    public void keep(ServedPrediction given) {
      KEPT.add(given);
    }

    @Override
    public void shadow(ServedPrediction given, String inputHash, ShadowCall call) {}
  }

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of(),
            options ->
                options.with(TrendModel.class, MODEL).with(TrendJournal.class, new KeptHere()));
    caller = service.as("predict");
    fill();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void reset() {
    MODEL.setAway(false);
  }

  /** Videos about robots that double, and signals about them at two sources. */
  private static void fill() {
    Instant now = Instant.now();
    List<EmbeddedContent> contents = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String title = "Home robot review";
      contents.add(
          new EmbeddedContent(
              new ContentSnapshot(
                  (i % 2 == 0 ? "US|robot" : "GB|robot") + i / 2,
                  title,
                  "channel",
                  28,
                  now.minus(Duration.ofDays(2)),
                  "e" + i,
                  now.minus(Duration.ofMinutes(30 + i)),
                  Map.of(
                      "views", 20_000.0,
                      "delta_views", 9_000.0,
                      "likes", 800.0,
                      "comments", 100.0,
                      "prev_gap_hours", 24.0)),
              WordEncoder.VERSION,
              WordEncoder.embedding(title)));
    }
    service.part(ContentIndex.class).save(contents);
    signal("twitter", now, 12_000, 0.85);
    signal("reddit", now, 300, 0.6);
  }

  private static void signal(String source, Instant at, double volume, double strength) {
    FeatureSchema schema = service.part(FeaturePlan.class).topicSchema();
    double[] numbers = new double[schema.numberCount()];
    Arrays.fill(numbers, Double.NaN);
    for (FeatureColumn column : schema.columns()) {
      numbers[column.slot()] =
          column.name().startsWith("signal_volume")
              ? volume
              : column.name().startsWith("signal_velocity")
                  ? volume / 50
                  : column.name().startsWith("signal_strength") ? strength : -volume / 500;
    }
    service
        .part(OnlineFeatureStore.class)
        .write(
            schema,
            List.of(
                new FeatureWrite(
                    new EntityKey(EntityKey.TOPIC, source + "|home robot review"),
                    "s-" + source,
                    at,
                    at,
                    numbers,
                    new float[0][])));
  }

  private static String reference(String name) throws IOException {
    try (InputStream in = TrendHttpTest.class.getResourceAsStream("/reference/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String about(String topic) {
    return "{\"topic\":\"" + topic + "\",\"timeframe\":\"24h\"}";
  }

  @Test
  void answersTheReferencesRequestWithEachFieldOfItsResponse() throws IOException {
    Answer answer = caller.post("/predict/trend", reference("predict-trend-request.json"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode expected = JSON.readTree(reference("predict-trend-response.json"));
    assertSameShape("", expected, answer.json());
  }

  @Test
  void aTopicThatIsTalkedAboutHasEachFieldOfTheResponse() throws IOException {
    Answer answer = caller.post("/predict/trend", about("  HOME   Robot review "));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertSameShape("", JSON.readTree(reference("predict-trend-response.json")), json);
    assertThat(json.path("supporting_signals").toString())
        .isEqualTo(
            "[{\"source\":\"twitter\",\"strength\":0.85,\"volume\":12000.0},"
                + "{\"source\":\"reddit\",\"strength\":0.6,\"volume\":300.0}]");
    assertThat(json.at("/metadata/model_version").asText()).isEqualTo("1.2.3");
    assertThat(json.at("/metadata/variant").asText()).isEqualTo("active");
    assertThat(json.at("/metadata/degraded")).isEmpty();
    // Lists of two regions hold the same six videos.
    assertThat(json.at("/metadata/evidence/similar_content").asInt()).isEqualTo(6);
    assertThat(json.at("/metadata/evidence/best_similarity").asDouble()).isEqualTo(1);
    assertThat(json.at("/metadata/evidence/sources").asInt()).isEqualTo(2);
    assertThat(json.at("/metadata/feature_ages/content_seconds").asLong()).isBetween(1700L, 2000L);
    assertThat(json.path("confidence").asDouble()).isGreaterThan(0.6);
    assertThat(json.path("trend_score").asDouble()).isGreaterThan(0.3);
  }

  /** Every field is there with its type; numbers that are shares are between 0 and 1. */
  private static void assertSameShape(String path, JsonNode expected, JsonNode actual) {
    assertThat(actual.isMissingNode()).as(path + " is missing").isFalse();
    if (expected.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = expected.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        assertSameShape(path + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()));
      }
    } else if (expected.isArray()) {
      assertThat(actual.isArray()).as(path).isTrue();
      actual.forEach(item -> assertSameShape(path + "[]", expected.get(0), item));
    } else if (expected.isDouble()) {
      assertThat(actual.isNumber()).as(path).isTrue();
      assertThat(actual.asDouble()).as(path).isBetween(0.0, 1.0);
    } else if (expected.isNumber()) {
      assertThat(actual.isNumber()).as(path).isTrue();
      assertThat(actual.asDouble()).as(path).isNotNegative();
    } else if (expected.asText().contains("|")) {
      assertThat(expected.asText().split("\\|", -1)).as(path).contains(actual.asText());
    } else if (expected.asText().matches("\\d{4}-.*Z")) {
      assertThat(Instant.parse(actual.asText())).as(path).isAfter(Instant.EPOCH);
    } else {
      assertThat(actual.isTextual()).as(path).isTrue();
    }
  }

  @Test
  void aTopicNobodyMentionedSaysSo() {
    JsonNode json = caller.post("/predict/trend", about("zzyzx quux")).json();

    assertThat(json.path("confidence").asDouble()).isEqualTo(0.02);
    assertThat(json.path("recommended_action").asText()).isEqualTo("skip");
    assertThat(json.path("supporting_signals")).isEmpty();
    assertThat(json.at("/metadata/evidence/similar_content").asInt()).isZero();
    assertThat(json.at("/metadata/feature_ages/content_seconds").isNull()).isTrue();
    assertThat(json.at("/metadata/notes").toString())
        .contains("no content about anything like this topic was seen in the last 7 days")
        .contains("none of the asked sources mentions this topic");
  }

  @Test
  void givesTheSameAnswerAgainUnlessToldNotTo() {
    String request = "{\"topic\":\"home robot review\",\"timeframe\":\"48h\"}";
    JsonNode first = caller.post("/predict/trend", request).json();
    int asked = MODEL.asked();

    JsonNode second =
        caller
            .post("/predict/trend", "{\"timeframe\":\"48h\",\"topic\":\" Home ROBOT review\"}")
            .json();
    JsonNode third =
        caller.with("Cache-Control", "no-cache").post("/predict/trend", request).json();

    assertThat(second.path("prediction_id")).isEqualTo(first.path("prediction_id"));
    assertThat(first.at("/metadata/cached").asBoolean()).isFalse();
    assertThat(second.at("/metadata/cached").asBoolean()).isTrue();
    assertThat(third.path("prediction_id")).isNotEqualTo(first.path("prediction_id"));
    assertThat(third.at("/metadata/cached").asBoolean()).isFalse();
    assertThat(MODEL.asked()).isEqualTo(asked + 1);
  }

  @Test
  void keepsEveryPredictionThatWasWorkedOut() throws IOException {
    String request = "{\"topic\":\"home robot review\",\"timeframe\":\"30d\"}";

    String id = caller.post("/predict/trend", request).json().path("prediction_id").asText();
    caller.post("/predict/trend", request);

    List<ServedPrediction> kept =
        KEPT.stream().filter(served -> served.id().toString().equals(id)).toList();
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).model()).isEqualTo(FakeModel.REF);
    assertThat(kept.get(0).type()).isEqualTo("trend_prediction");
    assertThat(JSON.readTree(kept.get(0).inputJson()).path("topic").asText())
        .isEqualTo("home robot review");
    assertThat(JSON.readTree(kept.get(0).outputJson()).path("viral_probability").isNumber())
        .isTrue();
  }

  @Test
  void refusesToAnswerWithoutAModel() {
    MODEL.setAway(true);

    Answer answer = caller.post("/predict/trend", about("something new"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "{} => topic",
        "{'topic':' '} => topic",
        "{'topic':'\u00a0'} => topic",
        "{'topic':5} => topic",
        "{'topic':'a','niche':'news'} => niche",
        "{'topic':'a','timeframe':'1y'} => timeframe",
        "{'topic':'a','timeframe':0} => timeframe",
        "{'topic':'a','data_sources':[]} => data_sources",
        "{'topic':'a','data_sources':['bbc']} => data_sources[0]",
        "{'topic':'a','data_sources':[null]} => data_sources[0]",
        "{'topic':'a','confidence_threshold':1.1} => confidence_threshold",
        "{'topic':'a','confidence_threshold':'0.5'} => confidence_threshold",
        "{'topic':'a','channel_context':{'subscriber_count':-1}} => channel_context.subscriber_count",
        "{'topic':'a','channel_context':{'average_views':'many'}} => channel_context.average_views",
        "{'topic':'a','channel_context':{'content_history':[' ']}} => channel_context.content_history[0]",
        "{'topic':'a','nonsense':1} => nonsense",
      })
  void refusesWrongRequestsNamingTheField(String body, String field) {
    Answer answer = caller.post("/predict/trend", body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void needsTheScope() {
    assertThat(service.anybody().post("/predict/trend", about("a")).status()).isEqualTo(401);
    assertThat(service.as("read").post("/predict/trend", about("a")).status()).isEqualTo(403);
    assertThat(service.as("read").post("/predict/trend/batch", "{\"requests\":[]}").status())
        .isEqualTo(403);
  }

  @Test
  void answersABatchItemByItem() {
    Answer answer =
        caller.post(
            "/predict/trend/batch",
            """
            {"requests":[{"topic":"home robot review"},{"topic":""},{"topic":"a","niche":"x"},7,
             {"topic":"batch of robots"}]}""");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.path("succeeded").asInt()).isEqualTo(2);
    assertThat(json.path("failed").asInt()).isEqualTo(3);
    assertThat(json.at("/results/0/prediction/prediction_id").isTextual()).isTrue();
    assertThat(json.at("/results/1/error/errors/0/field").asText()).isEqualTo("requests[1].topic");
    assertThat(json.at("/results/1/error/detail").asText()).isEqualTo("wrong: requests[1].topic");
    assertThat(json.at("/results/1/error/status").asInt()).isEqualTo(400);
    assertThat(json.at("/results/2/error/errors/0/field").asText()).isEqualTo("requests[2].niche");
    assertThat(json.at("/results/2/error/errors/0/message").asText()).contains("gaming|education");
    assertThat(json.at("/results/3/error/errors/0/field").asText()).isEqualTo("requests[3]");
    assertThat(json.at("/results/3/error/type").asText())
        .isEqualTo("urn:ytempire:problem:invalid-request");
    assertThat(json.at("/results/4/prediction/trend_score").isNumber()).isTrue();
  }

  @Test
  void takesUpTo256RequestsInABatch() {
    String item = "{\"topic\":\"topic of a large batch\"}";

    Answer most =
        caller.post(
            "/predict/trend/batch",
            "{\"requests\":[" + String.join(",", java.util.Collections.nCopies(256, item)) + "]}");
    Answer more =
        caller.post(
            "/predict/trend/batch",
            "{\"requests\":[" + String.join(",", java.util.Collections.nCopies(257, item)) + "]}");

    assertThat(most.status()).isEqualTo(200);
    assertThat(most.json().path("succeeded").asInt()).isEqualTo(256);
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.json().at("/errors/0/field").asText()).isEqualTo("requests");
  }
}
