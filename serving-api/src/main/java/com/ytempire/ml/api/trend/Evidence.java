package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.content.ContentSnapshot;
import java.time.Duration;
import java.util.List;

/**
 * What could be found out about a topic.
 *
 * @param content recent content about something like it, or nothing where that could not be asked
 * @param signals what the asked sources say, at most one entry each
 * @param window over which the signals hold
 * @param history earlier videos of the channel that are known
 * @param missing the parts that could not be asked at all
 */
record Evidence(
    List<Neighbour> content,
    List<SourceSignal> signals,
    Duration window,
    List<Earlier> history,
    List<Part> missing) {

  /**
   * A video that the channel made before.
   *
   * @param content its newest snapshot
   * @param similarity cosine of its title and the topic, −1 to 1
   */
  record Earlier(ContentSnapshot content, double similarity) {}

  /** A part of the evidence that may be missing. */
  enum Part {
    CONTENT,
    SIGNALS
  }

  Evidence {
    content = List.copyOf(content);
    signals = List.copyOf(signals);
    history = List.copyOf(history);
    missing = List.copyOf(missing);
  }

  boolean lacks(Part part) {
    return missing.contains(part);
  }
}
