package com.ytempire.ml.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name files of settings, the same for every command that runs what they set. */
public final class ConfigFiles {

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description = "Feature definitions (default: config/features.yaml).")
  private @Nullable Path features;

  @Option(
      names = "--models",
      paramLabel = "FILE",
      description = "How models are run (default: config/models.yaml).")
  private @Nullable Path models;

  /** Is filled by picocli. */
  public ConfigFiles() {}

  /** Feature definitions as named. */
  Optional<Path> features() {
    return Optional.ofNullable(features);
  }

  /** How models are run, as named. */
  Optional<Path> models() {
    return Optional.ofNullable(models);
  }

  /** Feature definitions, the shipped ones where none are named. */
  Path featuresOrShipped() {
    return features().orElseGet(ShippedFiles::features);
  }

  /** How models are run, as shipped where no file is named. */
  Path modelsOrShipped() {
    return models().orElseGet(ShippedFiles::models);
  }
}
