package com.ytempire.ml.local.training;

import java.util.Optional;
import java.util.UUID;

/** Ids of trainings as the service gives them: {@code train_job_} and a UUID, or the UUID alone. */
public final class JobIds {
  private static final String PREFIX = "train_job_";

  private JobIds() {}

  public static String text(UUID id) {
    return PREFIX + id;
  }

  /** Empty where no job can have such an id. */
  public static Optional<UUID> parse(String text) {
    try {
      return Optional.of(
          UUID.fromString(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
