package com.ytempire.ml.generation.thumbnail;

/**
 * How thumbnails were made.
 *
 * @param model that made the pictures behind the text; several are joined by commas
 * @param inferenceSteps asked for, whether or not the model counts them
 * @param guidanceScale asked for, likewise
 */
public record GenerationDetails(String model, int inferenceSteps, double guidanceScale) {}
