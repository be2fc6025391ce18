package com.ytempire.ml.generation.pipeline.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.generation.cost.Payer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What a stage is given.
 *
 * @param run id of the run
 * @param key of what the stage makes in this run: the same for every attempt
 * @param input what the run was asked for; not to be changed
 * @param outputs what the stages before it gave, by name; those that were left out are absent; not
 *     to be changed
 * @param payer for whom it works
 * @param timeout after this it is interrupted
 */
public record StageContext(
    UUID run,
    String key,
    JsonNode input,
    Map<String, JsonNode> outputs,
    Payer payer,
    Duration timeout) {
  public StageContext {
    outputs = Map.copyOf(outputs);
  }
}
