package com.ytempire.ml.jobs.io.registry;

import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The only split: the whole registry.
 *
 * @param emitted version that was emitted last, by the model's name
 */
public record RegistrySplit(Map<String, String> emitted) implements SourceSplit {
  public RegistrySplit {
    emitted = Map.copyOf(emitted);
  }

  @Override
  public String splitId() {
    return "registry";
  }
}
