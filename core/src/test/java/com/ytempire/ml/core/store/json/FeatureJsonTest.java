package com.ytempire.ml.core.store.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.ValueKind;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeatureJsonTest {

  @ParameterizedTest
  @CsvSource({
    "NUMBER, 0.85, 0.85",
    "NUMBER, 3, 3.0",
    "NUMBER, NaN, null",
    "NUMBER, Infinity, null",
    "INTEGER, 3, 3",
    "INTEGER, -7, -7",
    "INTEGER, NaN, null",
    "INTEGER, 9007199254740992, 9007199254740992",
    "INTEGER, 1.0E20, 1.0E20",
    "INTEGER, 2.5, 2.5"
  })
  void writesNumbersByTheirKind(ValueKind kind, double value, String json) {
    var out = new StringBuilder();

    FeatureJson.appendNumber(out, kind, value);

    assertThat(out).hasToString(json);
  }

  @Test
  void readsBackEveryDoubleItWrites() {
    long seed = 11;
    var random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      var out = new StringBuilder();
      FeatureJson.appendNumber(out, ValueKind.NUMBER, value);

      double read = FeatureJson.parse(out.toString()).number();

      assertThat(Double.doubleToLongBits(read))
          .as("seed %d, %s", seed, value)
          .isEqualTo(Double.doubleToLongBits(Double.isFinite(value) ? value : Double.NaN));
    }
  }

  @Test
  void readsBackEveryFloatItWrites() {
    long seed = 12;
    var random = new Random(seed);
    float[] values = new float[100_000];
    for (int i = 0; i < values.length; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      values[i] = Float.isFinite(value) ? value : Float.NaN;
    }
    var out = new StringBuilder();
    FeatureJson.appendEmbedding(out, values);

    assertThat(FeatureJson.parse(out.toString()).embedding()).as("seed %d", seed).isEqualTo(values);
  }

  @Test
  void escapesWhatJsonMustEscape() {
    var out = new StringBuilder();

    FeatureJson.appendString(out, "a\"b\\c\n\u001fé☃");

    assertThat(out).hasToString("\"a\\\"b\\\\c\\u000a\\u001fé☃\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-10T10:00:00.000Z",
        "0001-01-01T00:00:00.001Z",
        "1969-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z",
        "2024-02-29T07:08:09.010Z"
      })
  void writesTimesInOneWidth(String text) {
    assertThat(StoredTime.text(Instant.parse(text).plusNanos(999_999))).isEqualTo(text);
  }
}
