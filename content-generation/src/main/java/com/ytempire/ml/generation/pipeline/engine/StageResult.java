package com.ytempire.ml.generation.pipeline.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * What a stage gave.
 *
 * @param output for the stages behind it and for people; not to be changed
 * @param score 0 to 1, where it has one
 * @param cost in US dollars
 */
public record StageResult(JsonNode output, OptionalDouble score, BigDecimal cost) {}
