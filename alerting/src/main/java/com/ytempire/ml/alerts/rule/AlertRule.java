package com.ytempire.ml.alerts.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the file. Immutable.
 *
 * @param name unique in the file
 * @param text the condition as written
 * @param condition the same, understood
 * @param severity how bad it is when it holds
 * @param channels who is told; at least one
 * @param timing when
 * @param silences when nobody is
 * @param escalation who else is told of what goes on, or null
 * @param labels added to what is told
 * @param summary what it means, for people, or null
 */
public record AlertRule(
    String name,
    String text,
    Condition condition,
    Severity severity,
    List<ChannelKind> channels,
    Timing timing,
    List<Quiet> silences,
    @Nullable Escalation escalation,
    Map<String, String> labels,
    @Nullable String summary) {
  public AlertRule {
    channels = List.copyOf(channels);
    silences = List.copyOf(silences);
    labels = Map.copyOf(labels);
  }

  /** Whether the file itself silences it at a time. */
  public boolean isSilentAt(Instant time) {
    return silences.stream().anyMatch(silence -> silence.contains(time));
  }
}
