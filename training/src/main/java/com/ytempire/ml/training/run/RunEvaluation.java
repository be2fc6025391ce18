package com.ytempire.ml.training.run;

import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.evaluation.Comparison.Gain;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.network.BesideActive;
import com.ytempire.ml.training.report.VersionEvaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stays with a version of how its run went. */
final class RunEvaluation {
  private RunEvaluation() {}

  static VersionEvaluation of(RunResult result) {
    TrainingSetManifest data = result.set().manifest();
    return new VersionEvaluation(
        result.ref().name(),
        result.ref().version(),
        result.plan().trainer(),
        result.finishedAt(),
        new VersionEvaluation.Data(
            data.source(),
            result.dataSha256(),
            data.counts().train(),
            data.counts().validation(),
            data.counts().test(),
            data.cut(),
            result.plan().seed()),
        new TreeMap<>(result.description()),
        result.losses(),
        List.copyOf(result.evaluation().heads().values()),
        result.active().map(RunEvaluation::active).orElse(null));
  }

  private static VersionEvaluation.Active active(BesideActive active) {
    Map<String, Map<Figure, Gain>> gains = new LinkedHashMap<>();
    active.byHead().forEach((head, comparison) -> gains.put(head.word(), comparison.gains()));
    return new VersionEvaluation.Active(active.ref().version(), active.unfit(), gains);
  }
}
