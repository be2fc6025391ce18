package com.ytempire.ml.core.settings;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code models.yaml} says of training models; {@link ModelsFile} reads the rest of it. */
public final class ModelRecipes {
  private static final String ROOT = "models";
  private static final String TYPE = "type";
  private static final String TRAINING = "training";
  private static final String ARCHITECTURE = "architecture";

  private ModelRecipes() {}

  /**
   * Reads a file.
   *
   * @return by model name, in the order of the file
   * @throws ConfigFileException naming every mistake with its place
   * @throws IOException when the file cannot be read
   */
  public static Map<String, ModelRecipe> load(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * Reads a file's text.
   *
   * @param fileName name of the file, as messages show it
   * @throws ConfigFileException naming every mistake with its place
   */
  public static Map<String, ModelRecipe> parse(String yaml, String fileName) {
    // The other reader knows which keys there may be.
    ModelsFile.parse(yaml, fileName);
    var problems = new ConfigProblems(fileName);
    Map<String, ModelRecipe> recipes = new LinkedHashMap<>();
    YamlMapping file =
        YamlMapping.of(YamlFile.compose(yaml, fileName, ROOT), ROOT, "a mapping", problems);
    YamlMapping models =
        file == null
            ? null
            : YamlMapping.of(file.require(ROOT), ROOT, "a mapping of models by name", problems);
    if (models != null) {
      for (String name : models.keys()) {
        YamlMapping model =
            YamlMapping.of(models.require(name), name, "a mapping; expected a model", problems);
        if (model != null) {
          recipes.put(
              name,
              new ModelRecipe(
                  model.has(TYPE) ? model.text(TYPE) : null,
                  numbers(model, TRAINING, problems),
                  numbers(model, ARCHITECTURE, problems)));
        }
      }
    }
    problems.throwIfAny();
    return recipes;
  }

  private static Map<String, Double> numbers(
      YamlMapping model, String block, ConfigProblems problems) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    YamlMapping named =
        model.has(block)
            ? YamlMapping.of(
                model.require(block), block, "a mapping; expected numbers by name", problems)
            : null;
    if (named != null) {
      for (String name : named.keys()) {
        Double value = named.number(name, "a number");
        if (value != null) {
          numbers.put(name, value);
        }
      }
    }
    return numbers;
  }
}
