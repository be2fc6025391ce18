package com.ytempire.ml.generation.config;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The lists of providers in {@code models.yaml}. What else it says of models belongs to others.
 *
 * @param providers by generator, such as {@code script_generator}, in the order of the file
 */
public record GeneratorsFile(Map<String, List<ProviderEntry>> providers) {
  private static final String ROOT = "models";
  private static final String PROVIDERS = "providers";

  public GeneratorsFile {
    var copies = new LinkedHashMap<String, List<ProviderEntry>>();
    providers.forEach((name, entries) -> copies.put(name, List.copyOf(entries)));
    providers = Map.copyOf(copies);
  }

  /** Who is named for a generator, in order; nobody where the file has none. */
  public List<ProviderEntry> of(String generator) {
    return providers.getOrDefault(generator, List.of());
  }

  /**
   * Reads a file.
   *
   * @throws ConfigFileException naming every mistake with its place
   * @throws IOException when the file cannot be read
   */
  public static GeneratorsFile load(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * As {@link #load}, of a text.
   *
   * @param fileName how problems name the file
   */
  public static GeneratorsFile parse(String yaml, String fileName) {
    var problems = new ConfigProblems(fileName);
    Map<String, List<ProviderEntry>> found = new LinkedHashMap<>();
    YamlMapping models =
        below(
            YamlMapping.of(YamlFile.compose(yaml, fileName, ROOT), ROOT, "a mapping", problems),
            ROOT,
            problems);
    if (models != null) {
      for (String name : models.keys()) {
        YamlMapping model =
            YamlMapping.of(models.require(name), name, "a mapping; expected a model", problems);
        if (model != null && model.has(PROVIDERS)) {
          found.put(name, entries(model.require(PROVIDERS), problems));
        }
      }
    }
    problems.throwIfAny();
    return new GeneratorsFile(found);
  }

  private static @Nullable YamlMapping below(
      @Nullable YamlMapping file, String key, ConfigProblems problems) {
    return file == null || !file.has(key)
        ? null
        : YamlMapping.of(file.require(key), key, "a mapping; expected models by name", problems);
  }

  private static List<ProviderEntry> entries(Node node, ConfigProblems problems) {
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      problems.add(node, PROVIDERS, "is no list; expected providers in the order of asking");
      return List.of();
    }
    Map<String, ProviderEntry> entries = new LinkedHashMap<>();
    for (Node item : list.getValue()) {
      YamlMapping entry =
          YamlMapping.of(item, PROVIDERS, "no mapping; expected a provider with a name", problems);
      ProviderEntry read = entry == null ? null : ProviderParser.read(entry, problems);
      if (read != null && entries.putIfAbsent(read.name(), read) != null) {
        problems.add(item, "name", "'%s' is there twice".formatted(read.name()));
      }
    }
    return new ArrayList<>(entries.values());
  }

  /** The value where there is one, else the usual one. */
  static <T, R> R or(@Nullable T value, Function<T, R> made, R usual) {
    return value == null ? usual : made.apply(value);
  }
}
