package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.trend.TrendModel.Scores;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence about a topic, with where it is from.
 *
 * @param evidence the evidence
 * @param model the version that scored the content
 * @param variant which side of the traffic it is
 * @param degraded what is missing or second best
 */
record Gathered(
    Evidence evidence, ModelRef model, TrafficVariant variant, List<Degraded> degraded) {
  Gathered {
    degraded = List.copyOf(degraded);
  }

  /** The content that was scored. */
  List<SimilarContent> contents() {
    return evidence.content().stream().map(Neighbour::similar).toList();
  }

  /** The same evidence, with what another version says of the content. */
  Gathered scoredBy(Scores scores) {
    List<Neighbour> rescored = new ArrayList<>();
    for (int i = 0; i < evidence.content().size(); i++) {
      Neighbour neighbour = evidence.content().get(i);
      rescored.add(new Neighbour(neighbour.similar(), scores.growths().get(i)));
    }
    return new Gathered(
        new Evidence(
            rescored,
            evidence.signals(),
            evidence.window(),
            evidence.history(),
            evidence.missing()),
        scores.model(),
        scores.variant(),
        degraded);
  }
}
