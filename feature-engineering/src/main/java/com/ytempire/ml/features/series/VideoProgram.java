package com.ytempire.ml.features.series;

import java.util.List;

/**
 * What {@link VideoSeries} computes.
 *
 * @param slots how many values the steps work on, inputs included
 * @param steps the steps in an order in which every value is there before it is used
 * @param windows the windows that steps name by index
 * @param numbers for each number of a write, the slot of its value
 * @param sentimentSlot slot into which the title's sentiment is put
 * @param embeddingWidth width of the title embedding in a write; 0 when it has none
 */
public record VideoProgram(
    int slots,
    List<Step> steps,
    List<WindowSpec> windows,
    List<Integer> numbers,
    int sentimentSlot,
    int embeddingWidth) {
  public VideoProgram {
    steps = List.copyOf(steps);
    windows = List.copyOf(windows);
    numbers = List.copyOf(numbers);
  }
}
