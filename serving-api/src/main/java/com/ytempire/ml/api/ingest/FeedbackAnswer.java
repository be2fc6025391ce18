package com.ytempire.ml.api.ingest;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/**
 * Feedback was kept.
 *
 * @param predictionId the prediction
 * @param status always {@code accepted}
 */
@Introspected
record FeedbackAnswer(UUID predictionId, String status) {}
