package com.ytempire.ml.api.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
  private static final Instant AT = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
  private static final String VIDEO = "US|features-test";

  private static ServiceUnderTest service;
  private static ServiceClient reader;
  private static FeaturePlan plan;

  @BeforeAll
  static void fill() {
    service = ServiceUnderTest.shared();
    reader = service.as("read");
    plan = service.part(FeaturePlan.class);
    write(plan.videoSchema(), VIDEO, AT, 0.25);
    write(plan.channelSchema(), "UC-features-test", AT, 3);
    write(plan.topicSchema(), "twitter|ai & more/less", AT, 7);
  }

  private static void write(FeatureSchema schema, String id, Instant at, double number) {
    double[] numbers = new double[schema.numberCount()];
    Arrays.fill(numbers, number);
    float[][] embeddings = new float[schema.embeddingCount()][];
    for (FeatureColumn column : schema.columns()) {
      if (column.kind() == ValueKind.EMBEDDING) {
        embeddings[column.slot()] = new float[column.width()];
        embeddings[column.slot()][1] = 0.5f;
      }
    }
    var entity = new EntityKey(schema.entityType(), id);
    service
        .part(OnlineFeatureStore.class)
        .write(schema, List.of(new FeatureWrite(entity, "e1", at, at, numbers, embeddings)));
  }

  private static String body(String entities, String features) {
    return "{\"entities\":[%s],\"features\":[%s]}".formatted(entities, features);
  }

  private static String entity(String type, String id) {
    return "{\"entity_type\":\"%s\",\"entity_id\":\"%s\"}".formatted(type, id);
  }

  @Test
  void readsManyEntitiesOfSeveralTypesInTheOrderAskedFor() {
    String entities =
        String.join(
            ",",
            entity("channel", "UC-features-test"),
            entity("video", VIDEO),
            entity("video", "never"));

    Answer answer =
        reader.post("/features/online", body(entities, "\"engagement_rate\",\"subscriber_tier\""));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode read = answer.json().path("entities");
    assertThat(read).hasSize(3);
    assertThat(read.path(0).path("entity_id").asText()).isEqualTo("UC-features-test");
    assertThat(read.path(0).path("features").toString())
        .startsWith("{\"subscriber_tier\":{\"value\":3,\"status\":\"PRESENT\"");
    JsonNode rate = read.path(1).path("features").path("engagement_rate");
    assertThat(read.path(1).path("features")).hasSize(1);
    assertThat(rate.path("value").asDouble()).isEqualTo(0.25);
    assertThat(Instant.parse(rate.path("computed_at").asText())).isEqualTo(AT);
    assertThat(rate.path("age_seconds").asDouble()).isBetween(60.0, 600.0);
    assertThat(rate.path("version").asInt()).isEqualTo(1);
    assertThat(read.path(1).path("served_by").asText()).isEqualTo("memory");
    assertThat(read.path(1).path("degraded").toString()).isEqualTo("false");
    assertThat(read.path(2).path("features").path("engagement_rate").toString())
        .isEqualTo("{\"value\":null,\"status\":\"MISSING\",\"version\":1}");
  }

  @Test
  void writesEveryColumnOfAFeatureAndAnEmbeddingAsAList() {
    JsonNode features =
        reader
            .post(
                "/features/online",
                body(entity("video", VIDEO), "\"hour_of_day\",\"title_embedding\""))
            .json()
            .path("entities")
            .path(0)
            .path("features");

    assertThat(features.fieldNames())
        .toIterable()
        .containsExactly("hour_of_day_sin", "hour_of_day_cos", "title_embedding");
    JsonNode embedding = features.path("title_embedding").path("value");
    assertThat(embedding).hasSize(384);
    assertThat(embedding.path(0).asDouble()).isZero();
    assertThat(embedding.path(1).asDouble()).isEqualTo(0.5);
  }

  @Test
  void saysStaleOnceAValueIsOlderThanItsTtl() {
    FeatureColumn rate = plan.videoSchema().find("engagement_rate").orElseThrow();
    write(plan.videoSchema(), "US|stale", AT.minus(rate.ttl()).minus(Duration.ofHours(1)), 0.5);

    JsonNode value =
        reader
            .get("/features/video/US%7Cstale?names=engagement_rate")
            .json()
            .path("features")
            .path("engagement_rate");

    assertThat(value.path("status").asText()).isEqualTo("STALE");
    assertThat(value.path("value").asDouble()).isEqualTo(0.5);
  }

  @Test
  void readsOneEntityWithAllFeaturesOfItsType() {
    JsonNode one = reader.get("/features/video/US%7Cfeatures-test").json();

    assertThat(one.path("entity_id").asText()).isEqualTo(VIDEO);
    assertThat(one.path("features").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            plan.videoSchema().columns().stream().map(FeatureColumn::name).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names=engagement_rate,is_weekend",
        "names=engagement_rate&names=is_weekend",
        "names=engagement_rate,%20is_weekend"
      })
  void readsTheFeaturesThatAreNamed(String query) {
    JsonNode one = reader.get("/features/video/US%7Cfeatures-test?" + query).json();

    assertThat(one.path("features").fieldNames())
        .toIterable()
        .containsExactly("engagement_rate", "is_weekend");
  }

  @Test
  void takesAnIdWithAnyCharacterPercentEncoded() {
    Answer answer = reader.get("/features/topic/twitter%7Cai%20%26%20more%2Fless");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("entity_id").asText()).isEqualTo("twitter|ai & more/less");
    assertThat(answer.json().path("features").elements().next().path("value").asDouble())
        .isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "/features/video/x?names=engagement_rat; names[0]; did you mean 'engagement_rate'",
        "/features/video/x?names=subscriber_tier; names[0]; a feature of channel, not of video",
        "/features/video/x?names=a,,b; names; a name has 1 to 100 characters",
        "/features/film/x; entity_type; video|channel|topic",
      })
  void refusesWhatThereIsNot(String path, String field, String message) {
    Answer answer = reader.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).contains(message);
  }

  @Test
  void namesEveryUnknownFeatureOfARequest() {
    Answer answer =
        reader.post(
            "/features/online",
            body(entity("video", "x"), "\"engagment_rate\",\"is_weekend\",\"zzzz\""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors")).hasSize(2);
    assertThat(answer.json().path("errors").toString())
        .contains("features[0]", "did you mean 'engagement_rate'", "features[2]", "zzzz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"entity_type\":\"video\"}; \"is_weekend\"; entities[0].entity_id",
        "{\"entity_type\":\" \",\"entity_id\":\"x\"}; \"is_weekend\"; entities[0].entity_type",
        "{\"entity_type\":\"film\",\"entity_id\":\"x\"}; \"is_weekend\"; entity_type",
        "null; \"is_weekend\"; entities[0]",
        "{\"entity_type\":\"video\",\"entity_id\":\"x\"}; \"is_weekend\",null; features[1]",
        "{\"entity_type\":\"video\",\"entity_id\":\"x\"}; \"\"; features[0]",
      })
  void namesTheElementThatIsWrong(String entities, String features, String field) {
    Answer answer = reader.post("/features/online", body(entities, features));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @Test
  void refusesNamesAndIdsThatAreTooLong() {
    Answer answer =
        reader.post(
            "/features/online",
            body(entity("video", "x".repeat(256)), "\"" + "y".repeat(101) + "\""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors"))
        .extracting(error -> error.path("field").asText())
        .containsExactly("entities[0].entity_id", "features[0]");
  }

  @Test
  void readsAColumnOnceThatIsNamedTwice() {
    JsonNode features =
        reader
            .post(
                "/features/online",
                body(
                    entity("video", VIDEO) + "," + entity("channel", "UC-features-test"),
                    "\"hour_of_day_cos\",\"hour_of_day\",\"subscriber_tier\",\"hour_of_day\""))
            .json()
            .path("entities");

    assertThat(features.path(0).path("features").fieldNames())
        .toIterable()
        .containsExactly("hour_of_day_cos", "hour_of_day_sin");
    assertThat(features.path(1).path("features").fieldNames())
        .toIterable()
        .containsExactly("subscriber_tier");
  }

  @Test
  void refusesMoreEntitiesThanAllowedAndNone() {
    String many =
        IntStream.rangeClosed(0, 256)
            .mapToObj(i -> entity("video", "v" + i))
            .collect(Collectors.joining(","));

    assertThat(reader.post("/features/online", body(many, "\"is_weekend\"")).status())
        .isEqualTo(400);
    assertThat(reader.post("/features/online", body("", "\"is_weekend\"")).status()).isEqualTo(400);
    assertThat(reader.post("/features/online", body(entity("video", "x"), "")).status())
        .isEqualTo(400);
  }

  @Test
  void needsTheScopeToRead() {
    assertThat(service.as("ingest").get("/features/video/x").status()).isEqualTo(403);
    assertThat(service.anybody().get("/features/video/x").status()).isEqualTo(401);
  }
}
