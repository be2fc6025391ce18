package com.ytempire.ml.jobs.online;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How the online model learns.
 *
 * @param features names of the numbers that it reads
 * @param rate greatest step of a weight, above 0; steps get smaller as its gradients add up
 * @param l2 what large weights cost, 0 or more
 * @param batch outcomes per step of the weights, 1 or more
 * @param every a version is made each time that so many outcomes were learnt, 1 or more
 * @param window outcomes over which AUC is told, 1 or more
 * @param longestWait how long a prediction waits for its outcome, and an outcome for its
 *     prediction, in event time
 */
public record OnlineSettings(
    List<String> features,
    double rate,
    double l2,
    int batch,
    long every,
    int window,
    Duration longestWait)
    implements Serializable {
  public OnlineSettings {
    features = List.copyOf(features);
    if (features.isEmpty()
        || !(rate > 0)
        || !(l2 >= 0)
        || batch < 1
        || every < 1
        || window < 1
        || longestWait.isNegative()) {
      throw new IllegalArgumentException(
          "%d features, rate %s, l2 %s, batch %d, every %d, window %d, wait %s"
                  .formatted(features.size(), rate, l2, batch, every, window, longestWait)
              + "; expected features, more than 0, and 0 or more of l2 and wait");
    }
  }

  /** With what is usual: versions of 1,000 outcomes each. */
  public static OnlineSettings of(List<String> features) {
    return new OnlineSettings(features, 0.2, 0.5, 8, 1_000, 1_000, Duration.ofDays(15));
  }

  /** The same with versions after another number of outcomes. */
  public OnlineSettings withEvery(long outcomes) {
    return new OnlineSettings(features, rate, l2, batch, outcomes, window, longestWait);
  }
}
