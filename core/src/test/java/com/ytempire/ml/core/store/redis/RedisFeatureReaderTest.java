package com.ytempire.ml.core.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.json.FeatureJson;
import com.ytempire.ml.core.store.json.FeatureValue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisFeatureReaderTest {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00.250Z");
  private static final Instant NOW = AT.plusSeconds(60);
  private static final FeatureColumn COLUMN =
      new FeatureColumn("f", "f", 12, EntityKey.VIDEO, ValueKind.NUMBER, 0, 1, Duration.ofHours(1));

  private final RedisFeatureReader reader = new RedisFeatureReader(NOW);

  private static String stored(String id, int version, String value) {
    var out = new StringBuilder();
    RedisFeatureFormat.begin(
        out, RedisFeatureFormat.time(AT), RedisFeatureFormat.quoted(id), version);
    return RedisFeatureFormat.end(out.append(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-7",
        "123456789",
        "1234567890",
        "9007199254740993",
        "0.85",
        "-0.0",
        "1.0E-5",
        "4.9E-324",
        "1.7976931348623157E308",
        "1e5",
        "1E+5",
        "0.1000000000000000055511151231257827"
      })
  void readsNumbersAsAJsonParserDoes(String number) {
    FeatureValue expected = FeatureJson.parse(number);

    FeatureRead.Value value = reader.read(COLUMN, stored("US|a|1", 12, number));

    assertThat(value.number()).isEqualTo(expected.number());
    assertThat(value.status()).isEqualTo(FeatureStatus.PRESENT);
    assertThat(value.computedAt()).isEqualTo(AT);
    assertThat(value.eventId()).isEqualTo("US|a|1");
    assertThat(value.age()).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "0x10",
        "1d",
        "1f",
        "+1",
        ".5",
        "1.",
        "01",
        "-",
        "1e",
        "1 2",
        "",
        "nul",
        "\"1\"",
        "--1",
        "1,\"x\":",
        "١"
      })
  void doesNotTakeForANumberWhatIsNone(String text) {
    assertThat(reader.read(COLUMN, stored("e", 12, text)).status())
        .isEqualTo(FeatureStatus.MISSING);
  }

  @Test
  void readsNullAndEmbeddings() {
    assertThat(reader.read(COLUMN, stored("e", 12, "null")).number()).isNaN();
    assertThat(reader.read(COLUMN, stored("e", 12, "null")).status())
        .isEqualTo(FeatureStatus.PRESENT);
    assertThat(reader.read(COLUMN, stored("e", 12, "[0.5,null,-1]")).embedding())
        .containsExactly(0.5f, Float.NaN, -1f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\"b", "a\\", "\\\"", "a\",\"version\":12,\"value\":1}", "\n", "é|中"})
  void readsAnyEventId(String id) {
    FeatureRead.Value value = reader.read(COLUMN, stored(id, 12, "1"));

    assertThat(value.eventId()).isEqualTo(id);
    assertThat(value.number()).isOne();
  }

  @Test
  void tellsOneEventFromAnother() {
    var out = new StringBuilder();
    RedisFeatureFormat.begin(
        out, RedisFeatureFormat.time(AT.plusMillis(1)), RedisFeatureFormat.quoted("b"), 12);
    String second = RedisFeatureFormat.end(out.append('2'));

    assertThat(reader.read(COLUMN, stored("ab", 12, "1")).eventId()).isEqualTo("ab");
    assertThat(reader.read(COLUMN, stored("a", 12, "1")).eventId()).isEqualTo("a");
    assertThat(reader.read(COLUMN, second).eventId()).isEqualTo("b");
    assertThat(reader.read(COLUMN, second).computedAt()).isEqualTo(AT.plusMillis(1));
    assertThat(reader.read(COLUMN, stored("b", 12, "1")).computedAt()).isEqualTo(AT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{}",
        "[]",
        "{\"computed_at\":\"",
        "{\"computed_at\":\"2025-01-10T10:00:00.000Z\",\"event_id\":",
        "{\"computed_at\":\"2025-01-10T10:00:00.000Z\",\"event_id\":\"e",
        "{\"computed_at\":\"2025-01-10T10:00:00.000Z\",\"event_id\":\"e\",\"version\":12",
        "{\"computed_at\":\"2025-01-10T10:00:00.000Z\",\"event_id\":\"e\",\"version\":12,\"value\":",
        "{\"computed_at\":\"2025-13-10T10:00:00.000Z\",\"event_id\":\"e\",\"version\":12,\"value\":1}",
        "{\"computed_at\":\"yesterday\",\"event_id\":\"e\",\"version\":12,\"value\":1}",
        "{\"computed_at\":\"2025-01-10T10:00:00.000Z\",\"event_id\":\"e\",\"version\":,\"value\":1}",
      })
  void findsForeignTextMissing(String text) {
    assertThat(reader.read(COLUMN, text).status()).isEqualTo(FeatureStatus.MISSING);
  }

  @Test
  void findsAnotherVersionAndNothingMissing() {
    assertThat(reader.read(COLUMN, stored("e", 1, "1")).status()).isEqualTo(FeatureStatus.MISSING);
    assertThat(reader.read(COLUMN, stored("e", 123, "1")).status())
        .isEqualTo(FeatureStatus.MISSING);
    assertThat(reader.read(COLUMN, null)).isEqualTo(FeatureRead.Value.missing(COLUMN));
  }

  @Test
  void readsFieldsInAnyOrder() {
    String json =
        "{ \"value\": 3, \"version\": 12, \"event_id\": \"e\","
            + " \"computed_at\": \"2025-01-10T10:00:00.250Z\", \"more\": [1] }";

    assertThat(reader.read(COLUMN, json).number()).isEqualTo(3);
    assertThat(reader.read(COLUMN, json).computedAt()).isEqualTo(AT);
  }
}
