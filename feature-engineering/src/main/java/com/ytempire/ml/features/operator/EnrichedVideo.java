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
 * @param inOrder whether it is taken at once; see {@link com.ytempire.ml.core.event.InOrder}
 * @param titleEmbedding embedding of the title, or null where there is no title, no model in the
 *     plan, or inference failed
 * @param sentiment P(positive) − P(negative) of the title, in [−1, 1]; NaN is null
 * @param textFailure why inference gave nothing for this title, or null when it did not fail
 */
@SuppressWarnings("ArrayRecordComponent") // carried once between two operators, never compared
public record EnrichedVideo(
    VideoEvent event,
    long position,
    long arrivedAtMillis,
    boolean inOrder,
    float @Nullable [] titleEmbedding,
    double sentiment,
    @Nullable String textFailure) {

  /** A snapshot that no text model has seen. */
  public static EnrichedVideo withoutText(VideoEvent event, long position, long arrivedAtMillis) {
    return withoutText(event, position, arrivedAtMillis, false);
  }

  /** A snapshot that no text model has seen, which may be taken at once. */
  public static EnrichedVideo withoutText(
      VideoEvent event, long position, long arrivedAtMillis, boolean inOrder) {
    return new EnrichedVideo(event, position, arrivedAtMillis, inOrder, null, Double.NaN, null);
  }

  /** The same snapshot with what the models said. */
  public EnrichedVideo withText(
      float @Nullable [] embedding, double titleSentiment, @Nullable String failure) {
    return new EnrichedVideo(
        event, position, arrivedAtMillis, inOrder, embedding, titleSentiment, failure);
  }
}
