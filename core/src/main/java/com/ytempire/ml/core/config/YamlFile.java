package com.ytempire.ml.core.config;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Turns the text of a file into nodes that know their place. */
public final class YamlFile {
  private static final int MAX_CHARACTERS = 1 << 20;

  private YamlFile() {}

  /**
   * The root of a file that has one key at the top.
   *
   * @param text content of the file, at most 1,048,576 characters
   * @param fileName name of the file, as messages show it
   * @param topKey the key that the file is expected to have, for messages
   * @throws ConfigFileException when the text is empty or no YAML
   */
  public static Node compose(String text, String fileName, String topKey) {
    var options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      if (e.getProblemMark() == null) {
        throw refusal(fileName, "yaml", String.valueOf(e.getProblem()));
      }
      var problems = new ConfigProblems(fileName);
      problems.add(e.getProblemMark(), "yaml", "is not YAML: " + e.getProblem());
      problems.throwIfAny();
      throw e;
    } catch (YAMLException e) {
      throw refusal(fileName, "yaml", "is not YAML: " + String.valueOf(e.getMessage()).strip());
    }
    if (root == null) {
      throw refusal(fileName, topKey, "the file is empty; expected the key '%s'".formatted(topKey));
    }
    return root;
  }

  private static ConfigFileException refusal(String fileName, String key, String message) {
    return new ConfigFileException(List.of(new ConfigProblem(fileName, 1, 1, key, message)));
  }
}
