package com.ytempire.ml.alerts.rule;

import java.time.Duration;
import java.util.List;

/**
 * Who else is told of an alert that goes on.
 *
 * @param after time since it fired
 * @param channels by which way
 */
public record Escalation(Duration after, List<ChannelKind> channels) {
  public Escalation {
    channels = List.copyOf(channels);
  }
}
