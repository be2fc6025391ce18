package com.ytempire.ml.core.feature.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureVector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureVectorReaderTest {
  private static final String HEAD =
      """
      {"entity_type": "video", "entity_id": "US|abc", "event_id": "US|abc|1",
       "event_time": "2020-01-04T19:23:00Z", "known_at": "2020-01-04T19:23:07.5Z",
      """;

  private static FeatureVector read(String message, String... names) throws InvalidEventException {
    return new FeatureVectorReader(List.of(names)).read(bytes(message));
  }

  private static byte[] bytes(String message) {
    return message.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsInputsAndFeaturesInTheOrderAskedFor() throws InvalidEventException {
    FeatureVector vector =
        read(
            HEAD
                + """
                "features": {"view_velocity": {"value": 12.5, "version": 1},
                             "title_embedding": {"value": [0.25, -1, 3e-2], "version": 2}},
                "inputs": {"views": 123, "video_age_hours": -7.5, "tag_count": 4}}
                """,
            "tag_count",
            "view_velocity",
            "views");

    assertThat(vector)
        .isEqualTo(
            new FeatureVector(
                new EntityKey("video", "US|abc"),
                "US|abc|1",
                Instant.parse("2020-01-04T19:23:00Z"),
                Instant.parse("2020-01-04T19:23:07.5Z"),
                new double[] {4, 12.5, 123}));
  }

  @Test
  void nullAndAbsentNumbersAreNaNAndNothingStaysFromTheMessageBefore()
      throws InvalidEventException {
    var reader = new FeatureVectorReader(List.of("views", "rate", "likes"));
    reader.read(
        bytes(
            HEAD
                + "\"features\": {\"rate\": {\"value\": 2}}, \"inputs\": {\"views\": 1, \"likes\":"
                + " 3}}"));

    FeatureVector second =
        reader.read(
            bytes(
                HEAD
                    + "\"features\": {\"rate\": {\"value\": null, \"version\": 1}},"
                    + " \"inputs\": {\"likes\": null}}"));

    assertThat(second.values()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void anInputWinsOverAFeatureOfItsNameWhicheverComesFirst() throws InvalidEventException {
    String feature = "\"features\": {\"views\": {\"value\": 7, \"version\": 1}}";

    assertThat(read(HEAD + feature + ", \"inputs\": {\"views\": 5}}", "views").values())
        .containsExactly(5);
    assertThat(read(HEAD + "\"inputs\": {\"views\": 5}, " + feature + "}", "views").values())
        .containsExactly(5);
    assertThat(read(HEAD + "\"inputs\": {\"views\": null}, " + feature + "}", "views").values())
        .containsExactly(Double.NaN);
    assertThat(read(HEAD + feature + "}", "views").values()).containsExactly(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[] ~ payload: is not an object",
        "{ ~ payload: is not JSON",
        "{} {} ~ payload: goes on after the object",
        "{\"entity_type\": 1} ~ entity_type: 1 is not a text",
        "{\"event_time\": \"noon\"} ~ event_time: noon is not a time",
        "{\"inputs\": 3} ~ inputs: 3 is not an object",
        "{\"inputs\": {\"views\": \"3\"}} ~ views: 3 is not a number",
        "{\"inputs\": {\"views\": 1e999}} ~ views: 1e999 is too large",
        "{\"features\": {\"views\": {\"value\": [1, 2]}}} ~ views: [ is not a number",
        "{\"features\": {\"views\": 3}} ~ views: 3 is not an object",
        "{\"entity_type\": \"video\"} ~ entity_id: is missing",
      })
  void saysWhatIsWrongWithAMessage(String message, String reason) {
    assertThatThrownBy(() -> read(message, "views"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void aNameAskedForTwiceIsRefused() {
    assertThatThrownBy(() -> new FeatureVectorReader(List.of("views", "views")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'views' is asked for twice");
  }
}
