package com.ytempire.ml.bench.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that says where the figures go for programs. */
public final class JsonFile {
  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as JSON.")
  private @Nullable Path json;

  /**
   * The file, if one is wanted.
   *
   * @throws ParameterException when its folder does not exist; said before anything is measured
   */
  public Optional<Path> checked(CommandSpec command) {
    if (json == null) {
      return Optional.empty();
    }
    Path folder = json.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(
          command.commandLine(), "--json " + json + ": its folder does not exist");
    }
    return Optional.of(json);
  }
}
