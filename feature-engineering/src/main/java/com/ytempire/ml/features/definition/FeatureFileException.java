package com.ytempire.ml.features.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A feature file was refused. The message lists every problem, one a line. */
public final class FeatureFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FeatureProblem> problems;

  public FeatureFileException(List<FeatureProblem> problems) {
    super(problems.stream().map(FeatureProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems in the order of the file; empty after the exception was serialized. */
  public List<FeatureProblem> problems() {
    return problems == null ? List.of() : problems;
  }
}
