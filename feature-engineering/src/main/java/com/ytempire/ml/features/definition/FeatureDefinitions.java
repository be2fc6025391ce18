package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.ConfigFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A feature file that was found right. Immutable.
 *
 * @param fileName name of the file, as problems show it
 * @param source its text, from which the same definitions can be parsed again
 * @param features its features in the order of the file
 * @param signals the aggregates of trend signals
 */
public record FeatureDefinitions(
    String fileName, String source, List<FeatureDefinition> features, SignalDefinitions signals) {

  public FeatureDefinitions {
    features = List.copyOf(features);
  }

  /**
   * Reads and checks a file.
   *
   * @throws ConfigFileException with every problem of the file
   * @throws IOException when the file cannot be read
   */
  public static FeatureDefinitions load(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * Parses and checks the text of a file.
   *
   * @param fileName how problems name the file
   * @throws ConfigFileException with every problem of the file
   */
  public static FeatureDefinitions parse(String yaml, String fileName) {
    return new FeatureFileParser(yaml, fileName).parse();
  }

  public Optional<FeatureDefinition> find(String featureName) {
    return features.stream().filter(f -> f.name().equals(featureName)).findFirst();
  }
}
