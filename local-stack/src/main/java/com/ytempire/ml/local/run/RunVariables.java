package com.ytempire.ml.local.run;

import com.ytempire.ml.local.server.LocalStack;
import java.util.HashMap;
import java.util.Map;

/** The environment in which jobs run on a stack. */
final class RunVariables {
  private RunVariables() {}

  /**
   * The process's variables, overridden by what the stack runs itself; what nobody names lies in
   * the data folder.
   */
  static Map<String, String> of(LocalStack stack, Map<String, String> environment) {
    var merged = new HashMap<>(environment);
    merged.putAll(stack.connections().variables());
    merged.putIfAbsent("FEATURE_OFFLINE_PATH", stack.data().root().resolve("offline").toString());
    merged.putIfAbsent("MODEL_CACHE_DIR", stack.data().root().resolve("models").toString());
    merged.putIfAbsent("MODEL_REGISTRY_PATH", stack.data().root().resolve("registry").toString());
    merged.putIfAbsent("PREDICTION_JOURNAL_DIR", stack.data().root().resolve("journal").toString());
    return Map.copyOf(merged);
  }
}
