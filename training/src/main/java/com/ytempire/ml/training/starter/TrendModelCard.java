package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the model card: what the model is, what it was made of, how well it does, its limits. */
final class TrendModelCard {
  private TrendModelCard() {}

  /**
   * @param sources what is trained on, and where it is from
   * @param judged sets of videos that were not trained on
   */
  static String write(
      ModelRef ref,
      TrendTraining.Recipe recipe,
      TrendSplit split,
      List<TrainTrendPredictor.Source> sources,
      List<TrendEvaluation> judged) {
    return """
        # %s

        The starter model of the platform: from one snapshot of a video and what changed since the snapshot before, how its views grow
        until the next one. It is there so that predictions work before a model is trained on one's own data; replace it then.

        - **Answers** `viral_probability`, P(1 + views grow by 20 %% or more until the next snapshot), and `log_growth`, the expected
          ln((1 + views then) ÷ (1 + views now)). The next snapshot is assumed to come after a gap like the last one.
        - **Takes** %s:
          inputs of a video's feature vector by name, NaN where null. Any may be missing; the answers get poorer.
        - **Is** a network of %d columns (logarithms, ratios and growths of the inputs, standardised, with a flag where missing), one hidden
          layer of %d tanh units and two heads, with everything inside `model.onnx`.
        - **Training**: Adam, %d epochs of batches of %d, cross-entropy plus Huber's loss of the log growth; seed %d; parts of the columns
          left out at random. Probabilities are calibrated (Platt) on other videos. Two runs give the same bytes:
          `java -cp $CP com.ytempire.ml.training.starter.TrainTrendPredictor DATA_FOLDER OUTPUT_FOLDER CREATED_AT`.
        - **Data**: %d rows to fit, %d rows of other videos to calibrate on, from
        %s
          No row of them is part of the model. Licences: `inference-operators/src/data/trend/NOTICE.md`.

        ## Measured

        In each set the last quarter of its time is for judging: only videos first seen then, of which nothing was trained on in any set.
        Training rows have their label before it. Sets marked * were not trained on at all. In brackets 95 %% confidence intervals
        (bootstrap over videos); *naive* is the last growth as a score, first snapshots highest, and half of it as the forecast. The error of
        log growth is the mean absolute one.

        | set | rows | videos | viral | AUC | naive | error of log growth | naive | accuracy | F1 | calibration error |
        |---|---|---|---|---|---|---|---|---|---|---|
        %s
        ## Limits

        - Learnt from trending lists, mostly daily ones of 2017 and 2018 in the US and Canada. A video that leaves the list has no next
          snapshot, so all figures are about videos that stay. Figures on videos outside such lists are not known.
        - On hourly and half-hourly snapshots few videos grow by 20 %%, counters move in jumps, and there is little to be told: there the
          forecast of growth is poorer than "none". The half-hourly set has a dozen viral rows, so its AUC says little. Probabilities are
          calibrated on days.
        - It knows nothing of titles, categories or thumbnails, and nothing of one person. Not for decisions about people.
        """
        .formatted(
            ref,
            TrendInput.NAMES.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
            TrendColumns.COUNT,
            recipe.units(),
            recipe.epochs(),
            recipe.batch(),
            recipe.seed(),
            split.training().size(),
            split.calibration().size(),
            sources.stream()
                .map(source -> "  - `%s`: %s".formatted(source.name(), source.origin()))
                .collect(Collectors.joining("\n")),
            judged.stream().map(TrendModelCard::line).collect(Collectors.joining()));
  }

  private static String line(TrendEvaluation set) {
    HeadMetrics viral = set.viral();
    return String.format(
        Locale.ROOT,
        "| `%s` | %d | %d | %.3f | %.3f (%.3f–%.3f) | %.3f | %.3f (%.3f–%.3f) | %.3f | %.3f | %.3f | %.3f |%n",
        set.name(),
        viral.rows(),
        viral.groups(),
        viral.meanLabel(),
        viral.figure(Figure.AUC),
        set.auc().low(),
        set.auc().high(),
        set.naiveAuc(),
        set.growth().figure(Figure.MAE),
        set.growthError().low(),
        set.growthError().high(),
        set.naiveGrowthError(),
        viral.figure(Figure.ACCURACY),
        viral.figure(Figure.F1),
        viral.figure(Figure.CALIBRATION_ERROR));
  }
}
