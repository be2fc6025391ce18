package com.ytempire.ml.features.series;

import com.ytempire.ml.features.definition.Input;
import java.util.List;
import java.util.Set;

/**
 * What {@link ChannelSeries} computes.
 *
 * @param slots how many values the steps work on, inputs included
 * @param consistencies the features that need the channel's history; they run before the steps
 * @param steps the other steps, in an order in which every value is there before it is used
 * @param used inputs that are read
 * @param numbers for each number of a write, the slot of its value
 * @param embeddingSignature identifies the model of the embeddings; history of another is dropped
 */
public record ChannelProgram(
    int slots,
    List<Consistency> consistencies,
    List<Step.Compute> steps,
    Set<Input> used,
    List<Integer> numbers,
    long embeddingSignature) {
  public ChannelProgram {
    consistencies = List.copyOf(consistencies);
    steps = List.copyOf(steps);
    used = Set.copyOf(used);
    numbers = List.copyOf(numbers);
  }

  /**
   * One content consistency.
   *
   * @param lookbackVideos how many other videos are looked at, at most
   * @param similarityThreshold cosine from which titles count as similar
   * @param slot slot of the value
   */
  public record Consistency(int lookbackVideos, double similarityThreshold, int slot) {}

  /** How many embeddings are kept: the longest lookback, and the current video's own. */
  int historyLength() {
    return 1 + consistencies.stream().mapToInt(Consistency::lookbackVideos).max().orElse(0);
  }
}
