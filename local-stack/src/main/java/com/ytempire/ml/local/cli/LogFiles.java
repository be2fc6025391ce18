package com.ytempire.ml.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Sends everything that is logged to files in a data folder, so that the console stays readable.
 */
final class LogFiles {

  private LogFiles() {}

  /** Applies to the whole process from now on. */
  static void in(Path folder) {
    System.setProperty("ytempire.logs", folder.toString());
    URI configuration =
        URI.create(
            Objects.requireNonNull(LogFiles.class.getResource("/log4j2-stack.xml")).toString());
    Configurator.reconfigure(configuration);
  }
}
