package com.ytempire.ml.local.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the data folder, the same for every command that uses one. */
public final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".ytempire",
      description = "Folder for everything that is kept (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".ytempire");

  /** The folder as given; it need not exist. */
  public Path folder() {
    return folder;
  }
}
