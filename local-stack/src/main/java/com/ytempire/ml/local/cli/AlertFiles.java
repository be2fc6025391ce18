package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.core.settings.AlertSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Which file of alert rules is meant. */
final class AlertFiles {
  private AlertFiles() {}

  /**
   * The rules of a file, or else of {@code ALERTS_FILE}, or else those that come with the project.
   *
   * @throws ParameterException when there is no such file
   * @throws com.ytempire.ml.core.config.ConfigFileException with every mistake in it
   */
  static AlertRules load(@Nullable Path named, AlertSettings settings, CommandSpec spec)
      throws IOException {
    String set = settings.file();
    Path file = named != null ? named : set != null ? Path.of(set) : ShippedFiles.alerts();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ParameterException(
          spec.commandLine(), "alert rules " + file + ": no such file, or it cannot be read");
    }
    return AlertRules.load(file);
  }
}
