package com.ytempire.ml.generation.pipeline.definition;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code pipelines.yaml}. What a stage does not say of retries is {@code
 * error_handling.max_retries}, which bounds what it says.
 */
public final class PipelinesFile {
  private static final String ROOT = "pipelines";
  private static final int LONGEST_MILLIS = 86_400_000;
  private static final int MOST_RETRIES = 20;
  private static final int USUAL_RETRIES = 3;
  private static final long USUAL_TIMEOUT = 30_000;

  private final ConfigProblems problems;
  private final Map<String, Set<String>> known;

  private PipelinesFile(ConfigProblems problems, Map<String, Set<String>> known) {
    this.problems = problems;
    this.known = known;
  }

  /**
   * Reads a file.
   *
   * @param known stages that there are, each with the fallbacks that it has besides {@value
   *     StageDefinition#SKIP}
   * @return by name, in the order of the file
   * @throws ConfigFileException naming every mistake with its place
   * @throws IOException when the file cannot be read
   */
  public static Map<String, PipelineDefinition> load(Path file, Map<String, Set<String>> known)
      throws IOException {
    return parse(Files.readString(file), file.toString(), known);
  }

  /**
   * As {@link #load}, of a text.
   *
   * @param fileName how problems name the file
   */
  public static Map<String, PipelineDefinition> parse(
      String yaml, String fileName, Map<String, Set<String>> known) {
    var problems = new ConfigProblems(fileName);
    var reader = new PipelinesFile(problems, known);
    Map<String, PipelineDefinition> pipelines = new LinkedHashMap<>();
    YamlMapping file = reader.mapping(YamlFile.compose(yaml, fileName, ROOT), ROOT, "pipelines");
    YamlMapping all = file == null ? null : reader.below(file, ROOT, "pipelines by name");
    if (all != null) {
      for (String name : all.keys()) {
        PipelineDefinition pipeline = reader.pipeline(all, name);
        if (pipeline != null) {
          pipelines.put(name, pipeline);
        }
      }
    }
    problems.throwIfAny();
    return pipelines;
  }

  private @Nullable PipelineDefinition pipeline(YamlMapping all, String name) {
    YamlMapping in = below(all, name, "a pipeline");
    if (in == null) {
      return null;
    }
    in.allow("a pipeline", List.of("stages", "error_handling", "monitoring"));
    int retries = USUAL_RETRIES;
    double multiplier = 2;
    boolean hasDeadLetters = true;
    YamlMapping errors =
        in.has("error_handling") ? below(in, "error_handling", "what follows of failures") : null;
    if (errors != null) {
      errors.allow(
          "error_handling", List.of("max_retries", "backoff_multiplier", "dead_letter_queue"));
      retries = whole(errors, "max_retries", 0, MOST_RETRIES, USUAL_RETRIES);
      multiplier = number(errors, "backoff_multiplier", 1, 10, multiplier);
      hasDeadLetters = flag(errors, "dead_letter_queue", true);
    }
    boolean hasMetrics = true;
    double sampling = 0;
    YamlMapping watch = in.has("monitoring") ? below(in, "monitoring", "what is measured") : null;
    if (watch != null) {
      watch.allow("monitoring", List.of("metrics_enabled", "tracing_enabled", "sampling_rate"));
      hasMetrics = flag(watch, "metrics_enabled", true);
      double rate = number(watch, "sampling_rate", 0, 1, 1);
      sampling = flag(watch, "tracing_enabled", false) ? rate : 0;
    }
    Map<String, StageDefinition> stages = stages(in, retries);
    return stages.isEmpty()
        ? null
        : new PipelineDefinition(
            name, List.copyOf(stages.values()), multiplier, hasDeadLetters, hasMetrics, sampling);
  }

  private Map<String, StageDefinition> stages(YamlMapping in, int retries) {
    Map<String, StageDefinition> stages = new LinkedHashMap<>();
    if (!in.has("stages")) {
      in.report("stages", "is missing; expected a list of stages");
      return stages;
    }
    Node node = in.require("stages");
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      problems.add(node, "stages", "is no list; expected stages in their order");
      return stages;
    }
    for (Node item : list.getValue()) {
      YamlMapping entry = mapping(item, "stages", "a stage with a name");
      StageDefinition stage = entry == null ? null : stage(entry, retries);
      if (stage != null && stages.putIfAbsent(stage.name(), stage) != null) {
        problems.add(item, "name", "'%s' is there twice".formatted(stage.name()));
      }
    }
    return stages;
  }

  private @Nullable StageDefinition stage(YamlMapping in, int mostRetries) {
    in.allow(
        "a stage",
        List.of("name", "timeout", "retries", "fallback", "parallel", "required", "min_score"));
    String name = in.requireText("name", "one of " + known.keySet().stream().sorted().toList());
    if (name == null) {
      return null;
    }
    Set<String> fallbacks = known.get(name);
    if (fallbacks == null) {
      in.report("name", unknown(name, known.keySet()));
      return null;
    }
    String fallback = in.text("fallback");
    if (fallback != null
        && !fallback.equals(StageDefinition.SKIP)
        && !fallbacks.contains(fallback)) {
      var allowed = new TreeSet<>(fallbacks);
      allowed.add(StageDefinition.SKIP);
      in.report("fallback", unknown(fallback, allowed));
    }
    Long timeout = in.whole("timeout", 1, LONGEST_MILLIS);
    int retries = whole(in, "retries", 0, MOST_RETRIES, mostRetries);
    double least = number(in, "min_score", 0, 1, Double.NaN);
    return new StageDefinition(
        name,
        Duration.ofMillis(timeout == null ? USUAL_TIMEOUT : timeout),
        Math.min(retries, mostRetries),
        Optional.ofNullable(fallback),
        flag(in, "parallel", false),
        flag(in, "required", true),
        Double.isNaN(least) ? OptionalDouble.empty() : OptionalDouble.of(least));
  }

  private static String unknown(String text, Set<String> allowed) {
    return "'%s' is unknown; expected one of %s%s"
        .formatted(text, allowed.stream().sorted().toList(), NearestName.suggestion(text, allowed));
  }

  private static int whole(YamlMapping in, String key, int least, int most, int usual) {
    Long value = in.whole(key, least, most);
    return value == null ? usual : value.intValue();
  }

  private static double number(
      YamlMapping in, String key, double least, double most, double usual) {
    String expected = "%s to %s".formatted(least, most);
    Double value = in.number(key, expected);
    if (value == null) {
      return usual;
    }
    if (!(value >= least && value <= most)) {
      in.report(key, "%s; expected %s".formatted(value, expected));
      return usual;
    }
    return value;
  }

  private static boolean flag(YamlMapping in, String key, boolean usual) {
    Boolean said = in.flag(key);
    return said == null ? usual : said;
  }

  private @Nullable YamlMapping below(YamlMapping in, String key, String expected) {
    if (!in.has(key)) {
      in.report(key, "is missing; expected " + expected);
      return null;
    }
    return mapping(in.require(key), key, expected);
  }

  private @Nullable YamlMapping mapping(Node node, String key, String expected) {
    return YamlMapping.of(node, key, "a mapping; expected " + expected, problems);
  }
}
