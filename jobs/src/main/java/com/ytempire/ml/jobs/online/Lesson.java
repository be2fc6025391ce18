package com.ytempire.ml.jobs.online;

import java.time.Instant;
import java.util.Map;

/**
 * What a prediction was made of, and what became of it.
 *
 * @param model name of the model that predicted
 * @param predictionId of the prediction
 * @param toldAt event time of the snapshot that told the outcome
 * @param inputs the numbers that the model read, by name; what is not there was missing
 * @param viral whether views grew by a fifth
 * @param logGrowth of the views
 */
public record Lesson(
    String model,
    String predictionId,
    Instant toldAt,
    Map<String, Double> inputs,
    boolean viral,
    double logGrowth) {}
