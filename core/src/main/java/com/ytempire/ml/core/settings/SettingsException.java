package com.ytempire.ml.core.settings;

import java.util.List;

/** The environment holds values that the platform refuses. Every one of them is listed. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public SettingsException(List<String> problems) {
    super("wrong settings:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line per wrong variable: its name, its value (masked where secret) and what is allowed. */
  public List<String> problems() {
    return problems;
  }
}
