package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.event.VideoEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled rows of one source.
 *
 * @param name of the source
 * @param rows in order of time, at least one
 * @param thinned rows of the same videos looked at less often, to train on as well
 */
record TrendSet(String name, List<TrendRow> rows, List<TrendRow> thinned) {

  /**
   * @param thinning for each, so manieth snapshots give rows of their own
   */
  static TrendSet of(String name, List<VideoEvent> events, int... thinning) {
    List<TrendRow> thinned = new ArrayList<>();
    for (int every : thinning) {
      thinned.addAll(TrendRows.of(TrendRows.thinned(events, every)));
    }
    return new TrendSet(name, TrendRows.of(events), thinned);
  }
}
