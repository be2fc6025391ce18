package com.ytempire.ml.bench.features;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.series.Outcome;
import com.ytempire.ml.features.series.VideoSeries;

/**
 * What the feature job keeps per video.
 *
 * @param meanBytes mean size of what is written per event
 * @param largestBytes the largest that was written
 */
public record StateSizes(double meanBytes, int largestBytes) {

  /** Runs one video through its series. */
  static StateSizes of(FeaturePlan plan, Iterable<VideoEvent> snapshots) {
    VideoSeries series = plan.newVideoSeries();
    double[] numbers = new double[plan.videoSchema().numberCount()];
    float[][] embeddings = new float[plan.videoSchema().embeddingCount()][];
    byte[] state = null;
    long bytes = 0;
    int count = 0;
    int largest = 0;
    for (VideoEvent snapshot : snapshots) {
      Outcome outcome = series.advance(state, snapshot, null, Double.NaN, numbers, embeddings);
      if (outcome != Outcome.COMPUTED) {
        throw new IllegalStateException(snapshot.eventId() + " was judged " + outcome);
      }
      state = series.nextState();
      bytes += state.length;
      largest = Math.max(largest, state.length);
      count++;
    }
    return new StateSizes((double) bytes / count, largest);
  }
}
