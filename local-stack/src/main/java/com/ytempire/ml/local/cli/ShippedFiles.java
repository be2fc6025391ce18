package com.ytempire.ml.local.cli;

import java.nio.file.Path;

/** The files that come with the project, read where it is installed. */
final class ShippedFiles {
  private ShippedFiles() {}

  /** The feature definitions that are used when the user names none. */
  static Path features() {
    return config("features.yaml");
  }

  /** How models are run when the user names no file. */
  static Path models() {
    return config("models.yaml");
  }

  /** The alert rules that are used when the user names no file. */
  static Path alerts() {
    return config("alerts.yaml");
  }

  /** What is watched for drift when the user names no file. */
  static Path drift() {
    return config("drift.yaml");
  }

  /** What the demo watches, and what it does then. */
  static Path demoDrift() {
    return config("demo-drift.yaml");
  }

  static Path demoFilesDrift() {
    return config("demo-files-drift.yaml");
  }

  private static Path config(String name) {
    return Path.of(System.getProperty("ytempire.home", ""), "config", name);
  }
}
