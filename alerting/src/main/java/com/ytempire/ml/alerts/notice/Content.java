package com.ytempire.ml.alerts.notice;

import com.ytempire.ml.alerts.rule.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people are told. Immutable.
 *
 * @param rule its name
 * @param severity how bad it is
 * @param condition as the rule has it
 * @param value the readings: "latency_p95 = 231 ms"
 * @param labels what it is about, and what the rule adds
 * @param summary what the rule says it means, or null
 * @param firedAt when it fired
 * @param at when there was a reason to tell
 */
public record Content(
    String rule,
    Severity severity,
    String condition,
    String value,
    SortedMap<String, String> labels,
    @Nullable String summary,
    Instant firedAt,
    Instant at) {
  public Content {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** Reading's labels and the rule's, where the reading has none of that name. */
  public static SortedMap<String, String> labels(
      Map<String, String> reading, Map<String, String> rule) {
    SortedMap<String, String> both = new TreeMap<>(rule);
    both.putAll(reading);
    return both;
  }
}
