package com.ytempire.ml.local.models;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.PredictionStatistics.Answers;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The figures of two versions side by side: by their evaluation, and in traffic. */
public final class CompareModels {
  private static final String LIVE = "live ";

  private final ModelRef left;
  private final ModelRef right;
  private final Map<String, Double> ofLeft;
  private final Map<String, Double> ofRight;

  private CompareModels(
      ModelRef left, ModelRef right, Map<String, Double> ofLeft, Map<String, Double> ofRight) {
    this.left = left;
    this.right = right;
    this.ofLeft = ofLeft;
    this.ofRight = ofRight;
  }

  /**
   * Reads the manifests and what the service answered.
   *
   * @param from earliest answer that counts
   * @param until answers given at or after this time do not count
   */
  public static CompareModels of(
      ModelRepository repository,
      PredictionStatistics statistics,
      ModelRef left,
      ModelRef right,
      Instant from,
      Instant until) {
    Map<ModelRef, PredictionSummary> live =
        statistics.summaries(List.of(left, right), from, until, Answers.SERVED);
    return new CompareModels(
        left,
        right,
        figures(repository.manifest(left), live.getOrDefault(left, PredictionSummary.none(left))),
        figures(
            repository.manifest(right), live.getOrDefault(right, PredictionSummary.none(right))));
  }

  private static Map<String, Double> figures(ModelManifest manifest, PredictionSummary live) {
    Map<String, Double> figures = new TreeMap<>();
    manifest
        .properties()
        .forEach(
            (name, value) -> {
              try {
                figures.put(name, Double.valueOf(value));
              } catch (NumberFormatException e) {
                // A property in words, which is no figure.
                return;
              }
            });
    figures.put(LIVE + "requests", (double) live.requests());
    put(figures, "error rate", live.errorRate());
    LatencyQuantiles latency = live.latency();
    put(figures, "p95 ms", latency == null ? null : latency.p95());
    figures.put(LIVE + "judged", (double) live.judged().count());
    put(figures, "accuracy", live.judged().accuracy());
    put(figures, "f1", live.judged().f1());
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, @Nullable Double value) {
    if (value != null) {
      figures.put(LIVE + name, value);
    }
  }

  private TreeSet<String> names() {
    var names = new TreeSet<>(ofLeft.keySet());
    names.addAll(ofRight.keySet());
    return names;
  }

  /** Prints a table; a figure that a version lacks is a dash. */
  public void print(PrintWriter out) {
    var table = new TextTable("figure", left.modelId(), right.modelId(), "difference");
    for (String name : names()) {
      Double first = ofLeft.get(name);
      Double second = ofRight.get(name);
      table.row(
          name,
          text(first),
          text(second),
          text(first == null || second == null ? null : first - second));
    }
    table.print(out);
  }

  private static String text(@Nullable Double figure) {
    if (figure == null) {
      return "-";
    }
    return figure == Math.rint(figure)
        ? String.format(Locale.ROOT, "%.0f", figure)
        : String.format(Locale.ROOT, "%.4f", figure);
  }

  /**
   * Prints one object: both ids, and both versions' figures by name; what is not known is absent.
   */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, Map<String, Double>> side :
              Map.of(left.modelId(), ofLeft, right.modelId(), ofRight).entrySet()) {
            json.writeObjectFieldStart(side.getKey());
            for (Map.Entry<String, Double> figure : side.getValue().entrySet()) {
              json.writeNumberField(figure.getKey(), figure.getValue());
            }
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }
}
