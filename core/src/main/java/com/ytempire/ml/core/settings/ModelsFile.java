package com.ytempire.ml.core.settings;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What {@code models.yaml} says of running models. A block that says how a model is built or which
 * providers stand behind it is let through: it belongs to whoever builds or asks them.
 */
public final class ModelsFile {
  private static final String ROOT = "models";
  private static final String INFERENCE = "inference";

  /** Keys that a model of the file may have. */
  private static final List<String> MODEL_KEYS =
      List.of("type", "architecture", "training", INFERENCE, "providers", "thresholds", "weights");

  private static final List<String> INFERENCE_KEYS =
      List.of(
          "max_batch_size",
          "timeout_ms",
          "cache_enabled",
          "queue_capacity",
          "max_delay_ms",
          "prefer_quantized");

  private ModelsFile() {}

  /**
   * Reads a file.
   *
   * @return by model name, in the order of the file; a model without the block is {@link
   *     InferenceSettings#UNSET}
   * @throws ConfigFileException naming every mistake with its place
   * @throws IOException when the file cannot be read
   */
  public static Map<String, InferenceSettings> load(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * Reads a file's text.
   *
   * @param fileName name of the file, as messages show it
   * @throws ConfigFileException naming every mistake with its place
   */
  public static Map<String, InferenceSettings> parse(String yaml, String fileName) {
    var problems = new ConfigProblems(fileName);
    Map<String, InferenceSettings> settings = new LinkedHashMap<>();
    Node root = YamlFile.compose(yaml, fileName, ROOT);
    YamlMapping file = YamlMapping.of(root, ROOT, "a mapping; expected the key 'models'", problems);
    if (file != null) {
      file.allow("a model file", List.of(ROOT));
      YamlMapping models = block(file, ROOT, "models by name", problems);
      if (models != null) {
        models.keys().forEach(name -> settings.put(name, model(models, name, problems)));
      }
    }
    problems.throwIfAny();
    return settings;
  }

  private static InferenceSettings model(YamlMapping models, String name, ConfigProblems problems) {
    YamlMapping model = block(models, name, "a model", problems);
    if (model == null) {
      return InferenceSettings.UNSET;
    }
    model.allow("a model", MODEL_KEYS);
    if (!model.has(INFERENCE)) {
      return InferenceSettings.UNSET;
    }
    YamlMapping inference = block(model, INFERENCE, "settings of inference", problems);
    if (inference == null) {
      return InferenceSettings.UNSET;
    }
    inference.allow(INFERENCE, INFERENCE_KEYS);
    Integer maxBatchSize = whole(inference, "max_batch_size", 1, 1024);
    Integer queueCapacity = whole(inference, "queue_capacity", 1, 1_000_000);
    if (maxBatchSize != null && queueCapacity != null && queueCapacity < maxBatchSize) {
      inference.report(
          "queue_capacity",
          "%d is less than max_batch_size; expected at least %d"
              .formatted(queueCapacity, maxBatchSize));
    }
    return new InferenceSettings(
        maxBatchSize,
        millis(inference, "timeout_ms", 1, 3_600_000),
        inference.flag("cache_enabled"),
        queueCapacity,
        millis(inference, "max_delay_ms", 0, 1000),
        inference.flag("prefer_quantized"));
  }

  private static @Nullable YamlMapping block(
      YamlMapping parent, String key, String expected, ConfigProblems problems) {
    if (!parent.has(key)) {
      parent.report(key, "is missing; expected " + expected);
      return null;
    }
    return YamlMapping.of(parent.require(key), key, "a mapping; expected " + expected, problems);
  }

  private static @Nullable Integer whole(YamlMapping mapping, String key, int least, int most) {
    Long value = mapping.whole(key, least, most);
    return value == null ? null : value.intValue();
  }

  private static @Nullable Duration millis(YamlMapping mapping, String key, int least, int most) {
    Long value = mapping.whole(key, least, most);
    return value == null ? null : Duration.ofMillis(value);
  }
}
