package com.ytempire.ml.core.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout is compared.
 *
 * @param held whether only humans decide
 * @param slow above which an answer is slow, or null until that is fixed
 * @param comparedSince answers from then on count: the start, or the last change of the share
 */
public record RolloutTerms(boolean held, @Nullable Duration slow, Instant comparedSince) {}
