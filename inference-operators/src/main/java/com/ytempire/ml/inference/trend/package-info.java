/**
 * The starter model {@code trend_predictor}: how much a video's views grow until its next snapshot.
 *
 * <p>Holds the model that ships, how feature vectors become its rows, and the program that trained
 * it from files of events. Running it is the engine's job and choosing a version the registry's; no
 * Flink here.
 */
@NullMarked
package com.ytempire.ml.inference.trend;

import org.jspecify.annotations.NullMarked;
