package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.YamlMapping;
import com.ytempire.ml.features.definition.SignalDefinitions.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the group {@code signals}. */
final class SignalsParser {
  static final int MAX_WINDOWS = 8;

  private SignalsParser() {}

  static @Nullable SignalDefinitions parse(YamlMapping signals) {
    signals.allow("signals", List.of("windows", "version", "ttl"));
    Integer version = CommonKeys.version(signals);
    Duration ttl = CommonKeys.ttl(signals);
    List<Window> windows =
        signals.has("windows") ? windows(signals) : SignalDefinitions.DEFAULT.windows();
    return version == null || ttl == null || windows == null
        ? null
        : new SignalDefinitions(windows, version, ttl);
  }

  private static @Nullable List<Window> windows(YamlMapping signals) {
    List<ScalarNode> items = signals.list("windows", "durations, such as [1h, 24h, 7d]");
    if (items == null) {
      return null;
    }
    var windows = new ArrayList<Window>();
    for (ScalarNode item : items) {
      Duration length = signals.duration(item, "windows");
      if (length == null) {
        return null;
      }
      if (windows.stream().anyMatch(w -> w.length().equals(length))) {
        signals.report(
            "windows", "'" + item.getValue() + "' is there twice; expected different windows");
        return null;
      }
      windows.add(new Window(item.getValue().strip(), length));
    }
    if (windows.size() > MAX_WINDOWS) {
      signals.report("windows", windows.size() + " windows; expected at most " + MAX_WINDOWS);
      return null;
    }
    return windows;
  }
}
