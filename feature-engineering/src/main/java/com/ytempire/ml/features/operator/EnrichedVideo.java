package com.ytempire.ml.features.operator;

import com.ytempire.ml.core.event.VideoEvent;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot with what the text models say of its title.
 *
 * <p>A record with an array compares it by identity; nothing compares these.
 *
 * @param event the snapshot
 * @param position where it stood in its source (offset or line), which decides between duplicates
 * @param arrivedAtMillis wall clock at which the platform received it, for latency
 * @param titleEmbedding embedding of the title, or null where there is no title, no model in the
 *     plan, or inference failed
 * @param sentiment P(positive) − P(negative) of the title, in [−1, 1]; NaN is null
 */
@SuppressWarnings("ArrayRecordComponent") // carried once between two operators, never compared
public record EnrichedVideo(
    VideoEvent event,
    long position,
    long arrivedAtMillis,
    float @Nullable [] titleEmbedding,
    double sentiment) {}
