package com.ytempire.ml.api.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.model.PublishedModels;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.testing.GrowthModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over HTTP, a version that tells of views alone, and one that tells of likes and peaks as well.
 */
@Timeout(120)
class AllHeadsTest {
  private static final ModelRef VIEWS = new ModelRef("trend_predictor", "1.2.3");
  private static final ModelRef ALL = new ModelRef("trend_predictor", "1.3.0");
  private static final Duration AGE = Duration.ofHours(2);
  private static final String TITLE = "robot story";

  @TempDir private Path directory;

  private ServiceUnderTest service;

  @BeforeEach
  void start() throws IOException {
    var models = new PublishedModels(directory);
    service = ServiceUnderTest.start(models.variables(), options -> options);
    models.publish(service, GrowthModels.row(directory.resolve("made/views"), VIEWS));
    models.publish(service, GrowthModels.all(directory.resolve("made/all"), ALL));
    service.part(ModelRegistry.class).activate(VIEWS);
    Instant at = Instant.now().minus(AGE);
    service
        .part(ContentIndex.class)
        .save(
            List.of(
                new EmbeddedContent(
                    new ContentSnapshot(
                        "US|robot",
                        TITLE,
                        "channel",
                        28,
                        at.minus(Duration.ofDays(2)),
                        "e",
                        at,
                        Map.of(
                            "views", 9.0, "likes", 3.0, "comments", 1.0, "prev_gap_hours", 24.0)),
                    WordEncoder.VERSION,
                    WordEncoder.embedding(TITLE))));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private JsonNode predict(String topic) {
    Answer answer =
        service
            .as("predict")
            .with("Cache-Control", "no-cache")
            .post(
                "/predict/trend",
                "{\"topic\": \"%s\", \"timeframe\": \"24h\",".formatted(topic)
                    + " \"channel_context\": {\"average_views\": 1000000}}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static double share(JsonNode answer, String count) {
    JsonNode forecast = answer.path("engagement_forecast");
    return forecast.path(count).asDouble() / forecast.path("views").asDouble();
  }

  @Test
  void tellLikesCommentsAndPeakByWhatTheVersionTells() {
    JsonNode before = predict(TITLE);
    assertThat(before.at("/metadata/model_version").asText()).isEqualTo("1.2.3");
    assertThat(share(before, "likes")).isCloseTo(3 / 9.0, within(1e-5));
    assertThat(share(before, "comments")).isCloseTo(1 / 9.0, within(1e-5));
    // It grows more than twofold a day: until the end.
    assertThat(hoursToPeak(before)).isCloseTo(24, within(0.01));

    service.part(ModelRegistry.class).activate(ALL);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> predict(TITLE).at("/metadata/model_version").asText().equals("1.3.0"));
    JsonNode after = predict(TITLE);

    // Growth that halves in two days goes on for this share of its first day.
    double day = 2 / Math.log(2) * (1 - Math.pow(2, -0.5));
    double views = 10 * Math.min(10, Math.exp(GrowthModels.ofRow(9) * day)) - 1;
    assertThat(share(after, "likes"))
        .isCloseTo((4 * Math.exp(GrowthModels.LIKES_GROWTH * day) - 1) / views, within(1e-5));
    assertThat(share(after, "comments"))
        .isCloseTo((2 * Math.exp(GrowthModels.COMMENTS_GROWTH * day) - 1) / views, within(1e-5));
    assertThat(hoursToPeak(after))
        .isCloseTo(GrowthModels.HOURS_TO_PEAK - AGE.toHours(), within(0.1));
    assertThat(after.at("/metadata/evidence/peak_basis").asText()).isEqualTo("content");
    double viewsBefore = before.at("/engagement_forecast/views").asDouble();
    assertThat(after.at("/engagement_forecast/views").asDouble())
        .isCloseTo(viewsBefore, withinPercentage(0.1));
  }

  private static double hoursToPeak(JsonNode answer) {
    Instant peak = Instant.parse(answer.path("predicted_peak").asText());
    Instant given = Instant.parse(answer.at("/metadata/timestamp").asText());
    return Duration.between(given, peak).toMillis() / 3_600_000.0;
  }
}
