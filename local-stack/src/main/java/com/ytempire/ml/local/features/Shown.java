package com.ytempire.ml.local.features;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.json.FeatureJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values, ages and lengths of time look to people, and how values look in JSON. */
final class Shown {
  /** What stands where there is nothing. */
  static final String NOTHING = "-";

  private static final int SHOWN_COMPONENTS = 4;

  private Shown() {}

  /** The value as it is stored: JSON that reads back as the same number or vector. */
  static String json(FeatureColumn column, double number, float @Nullable [] embedding) {
    var text = new StringBuilder();
    FeatureJson.appendValue(
        text,
        new FeatureRead.Value(column, FeatureStatus.PRESENT, number, embedding, null, null, null));
    return text.toString();
  }

  /** The value for people: embeddings are cut to their first components and their width. */
  static String value(
      FeatureColumn column, double number, float @Nullable [] embedding, boolean full) {
    if (column.kind() != ValueKind.EMBEDDING || embedding == null || full) {
      return json(column, number, embedding);
    }
    var text = new StringBuilder("[");
    for (int i = 0; i < Math.min(SHOWN_COMPONENTS, embedding.length); i++) {
      text.append(String.format(Locale.ROOT, "%.4f, ", embedding[i]));
    }
    return text.append("… ").append(embedding.length).append(" wide]").toString();
  }

  static String time(@Nullable Instant time) {
    return time == null ? NOTHING : time.toString();
  }

  /** The two largest units, such as {@code 3 d 4 h}; a time to come has a minus sign. */
  static String age(@Nullable Duration age) {
    if (age == null) {
      return NOTHING;
    }
    if (age.isNegative()) {
      return "-" + age(age.negated());
    }
    long seconds = age.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
    return "%d d %d h".formatted(seconds / 86_400, seconds / 3600 % 24);
  }

  /** A length as feature files write it, such as {@code 24h}. */
  static String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds > 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds > 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
