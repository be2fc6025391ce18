package com.ytempire.ml.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.training.network.BesideActive;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a program is told of how well a version does; the file {@code metrics.json} of its folder.
 *
 * @param figures by name, such as {@code viral_probability_auc}
 * @param promotion whether it may take the place of the active version
 * @param beside the version that was active then, if one was
 */
public record VersionReport(
    Map<String, Double> figures, Promotion promotion, Optional<ModelRef> beside) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Name of the file in the version's folder. */
  public static final String FILE = VersionFolder.REPORT;

  public VersionReport {
    figures = Map.copyOf(figures);
  }

  /** The report of a run. */
  public static VersionReport of(RunResult result) {
    Map<String, Double> figures = new TreeMap<>();
    result
        .evaluation()
        .figures()
        .forEach(
            (name, value) -> {
              if (Double.isFinite(value)) {
                figures.put(name, value);
              }
            });
    return new VersionReport(figures, Promotion.of(result), result.active().map(BesideActive::ref));
  }

  void write(Path file) throws IOException {
    ObjectNode report = JSON.createObjectNode();
    ObjectNode named = report.putObject("figures");
    new TreeMap<>(figures).forEach(named::put);
    ObjectNode judged = report.putObject("promotion");
    judged.put("deserved", promotion.isDeserved());
    ArrayNode reasons = judged.putArray("reasons");
    promotion.reasons().forEach(reasons::add);
    beside.ifPresent(
        ref -> report.putObject("beside").put("model", ref.name()).put("version", ref.version()));
    Files.writeString(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
  }

  /**
   * Reads the report of a version.
   *
   * @param folder the version's
   * @throws TrainingException when it has none
   */
  public static VersionReport read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new TrainingException(
          "%s has no %s: the version was not made by a training of this platform"
              .formatted(folder, FILE));
    }
    JsonNode report = JSON.readTree(file.toFile());
    Map<String, Double> figures = new TreeMap<>();
    report
        .path("figures")
        .fields()
        .forEachRemaining(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
    List<String> reasons = new ArrayList<>();
    report.at("/promotion/reasons").forEach(reason -> reasons.add(reason.asText()));
    JsonNode beside = report.path("beside");
    return new VersionReport(
        figures,
        new Promotion(report.at("/promotion/deserved").asBoolean(), reasons),
        beside.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new ModelRef(beside.path("model").asText(), beside.path("version").asText())));
  }
}
