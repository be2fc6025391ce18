package com.ytempire.ml.features.definition;

import java.time.Duration;
import java.util.List;

/**
 * Over which windows trend signals are aggregated, per source and topic.
 *
 * @param windows the windows with the labels that end column names; empty for no signal features
 * @param version version of the definitions, from 1
 * @param ttl age after which a value is stale
 */
public record SignalDefinitions(List<Window> windows, int version, Duration ttl) {

  /**
   * @param label the length as written, such as {@code 24h}
   * @param length the length
   */
  public record Window(String label, Duration length) {}

  static final SignalDefinitions DEFAULT =
      new SignalDefinitions(
          List.of(
              new Window("1h", Duration.ofHours(1)),
              new Window("24h", Duration.ofHours(24)),
              new Window("7d", Duration.ofDays(7))),
          1,
          CommonKeys.DEFAULT_TTL);

  public SignalDefinitions {
    windows = List.copyOf(windows);
  }
}
