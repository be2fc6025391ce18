package com.ytempire.ml.local.demo;

import java.util.HashMap;
import java.util.Map;

/** Settings of the platform by which a loop of days is closed in minutes. */
public final class DemoVariables {
  /** What nobody set otherwise; each is documented in docs/settings.md. */
  private static final Map<String, String> USUAL =
      Map.of(
          "MODEL_POLL_MS", "500",
          "TRAINING_POLL_MS", "500",
          "CANARY_LOOK_MS", "1000",
          // The machine does everything else as well: a slow answer says little of a version.
          "CANARY_SLOW_MS", "2000",
          "MODEL_DEFAULT_TIMEOUT_MS", "10000");

  private DemoVariables() {}

  /** The process's variables, and what the demo needs besides. */
  public static Map<String, String> of(Map<String, String> environment) {
    var all = new HashMap<>(USUAL);
    all.putAll(environment);
    return Map.copyOf(all);
  }
}
