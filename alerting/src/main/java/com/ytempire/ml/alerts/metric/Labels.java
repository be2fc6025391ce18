package com.ytempire.ml.alerts.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reading is about, such as a model and its version. Immutable.
 *
 * @param values by name, in the order of names
 */
public record Labels(SortedMap<String, String> values) {
  public static final String MODEL = "model";
  public static final String VERSION = "version";
  public static final String HOST = "host";
  public static final String GPU = "gpu";

  /** Of a reading that is about everything. */
  public static final Labels NONE = new Labels(new TreeMap<>());

  private static final int FINGERPRINT_BYTES = 16;

  public Labels {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Labels of(Map<String, String> values) {
    return new Labels(new TreeMap<>(values));
  }

  public @Nullable String get(String name) {
    return values.get(name);
  }

  /** Both together; empty where they contradict each other. */
  public Optional<Labels> join(Labels other) {
    SortedMap<String, String> joined = new TreeMap<>(values);
    for (Map.Entry<String, String> entry : other.values.entrySet()) {
      String mine = joined.putIfAbsent(entry.getKey(), entry.getValue());
      if (mine != null && !mine.equals(entry.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(new Labels(joined));
  }

  /** Those among some names. */
  public Labels only(Set<String> names) {
    SortedMap<String, String> kept = new TreeMap<>(values);
    kept.keySet().retainAll(names);
    return new Labels(kept);
  }

  /** 32 hexadecimal digits, the same for the same rule and labels in every process. */
  public String fingerprint(String rule) {
    var text = new StringBuilder(rule).append('\n');
    values.forEach((name, value) -> text.append(name).append('\0').append(value).append('\n'));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** "model=trend_predictor, version=1.2.3", or nothing. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
