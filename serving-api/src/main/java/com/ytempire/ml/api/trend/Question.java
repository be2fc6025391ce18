package com.ytempire.ml.api.trend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with its defaults filled in, in one form for all requests that mean the same.
 *
 * @param topic the topic in its canonical form
 * @param niche what the channel is about, or null
 * @param sources where to look, sorted, at least one, each once
 * @param timeframe how far ahead
 * @param channel what is known of the channel
 * @param confidenceThreshold least confidence to recommend creating something, 0 to 1
 */
record Question(
    String topic,
    @Nullable Niche niche,
    List<DataSource> sources,
    Timeframe timeframe,
    Channel channel,
    double confidenceThreshold) {

  /**
   * The channel that asks.
   *
   * @param id its id, or null
   * @param subscribers how many it has, or null
   * @param averageViews what its videos get, or null
   * @param history entity ids of its earlier videos
   */
  record Channel(
      @Nullable String id,
      @Nullable Long subscribers,
      @Nullable Long averageViews,
      List<String> history) {
    static final Channel UNKNOWN = new Channel(null, null, null, List.of());

    Channel {
      history = List.copyOf(history);
    }
  }

  Question {
    sources = List.copyOf(sources);
  }
}
