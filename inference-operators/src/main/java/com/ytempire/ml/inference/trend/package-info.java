/**
 * The starter model {@code trend_predictor}: how much a video's views grow until its next snapshot.
 *
 * <p>Holds the model that ships and how feature vectors become its rows. How it was trained is the
 * training module's. Running it is the engine's job and choosing a version the registry's; no Flink
 * here.
 */
@NullMarked
package com.ytempire.ml.inference.trend;

import org.jspecify.annotations.NullMarked;
