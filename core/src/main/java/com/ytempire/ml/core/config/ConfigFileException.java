package com.ytempire.ml.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file was refused. The message lists every problem, one a line. */
public final class ConfigFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  public ConfigFileException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems in the order of the file; empty after the exception was serialized. */
  public List<ConfigProblem> problems() {
    return problems == null ? List.of() : problems;
  }
}
