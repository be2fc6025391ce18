package com.ytempire.ml.generation.call;

import java.util.List;
import java.util.stream.Collectors;

/** Nobody made it. Its message names every provider and why, and holds no key. */
public final class GenerationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Attempt> attempts;

  GenerationException(String message, List<Attempt> attempts) {
    super(message);
    this.attempts = List.copyOf(attempts);
  }

  static GenerationException of(String kind, List<Attempt> attempts) {
    return new GenerationException(
        "no provider made the %s: %s"
            .formatted(
                kind,
                attempts.stream()
                    .map(attempt -> attempt.provider() + ": " + attempt.message())
                    .collect(Collectors.joining("; "))),
        attempts);
  }

  /** Whose turn it was, in order. */
  public List<Attempt> attempts() {
    return attempts;
  }
}
