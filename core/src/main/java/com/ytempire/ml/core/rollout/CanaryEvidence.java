package com.ytempire.ml.core.rollout;

import com.ytempire.ml.core.evidence.Verdict;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.SideCounts;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a canary.
 *
 * @param active the version beside it
 * @param candidate the canary
 * @param since answers from then on count
 * @param at when it was looked at
 * @param slow above which an answer is slow
 * @param activeCounts what the active version did
 * @param candidateCounts what the canary did
 * @param verdict what follows
 */
public record CanaryEvidence(
    ModelRef active,
    ModelRef candidate,
    Instant since,
    Instant at,
    Duration slow,
    SideCounts activeCounts,
    SideCounts candidateCounts,
    Verdict verdict) {}
