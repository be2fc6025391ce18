package com.ytempire.ml.training.release;

import java.util.Map;

/**
 * What a run is called where runs are compared.
 *
 * @param id the same whenever the run goes on after it was stopped
 * @param experiment under which it is compared with others
 * @param tags what else is known of it, by name
 */
public record RunLabel(String id, String experiment, Map<String, String> tags) {
  public RunLabel {
    tags = Map.copyOf(tags);
  }
}
