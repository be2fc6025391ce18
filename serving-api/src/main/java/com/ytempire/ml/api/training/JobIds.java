package com.ytempire.ml.api.training;

import com.ytempire.ml.api.http.ProblemException;
import java.util.UUID;

/** Ids of jobs as callers see them: {@code train_job_} and a UUID. */
final class JobIds {
  private static final String PREFIX = "train_job_";
  private static final int LENGTH = PREFIX.length() + 36;

  private JobIds() {}

  static String text(UUID id) {
    return PREFIX + id;
  }

  /**
   * @throws ProblemException when no job has such an id
   */
  static UUID parse(String text) {
    if (text.length() == LENGTH && text.startsWith(PREFIX)) {
      try {
        UUID id = UUID.fromString(text.substring(PREFIX.length()));
        if (text(id).equals(text)) {
          return id;
        }
      } catch (IllegalArgumentException e) {
        throw unknown();
      }
    }
    throw unknown();
  }

  static ProblemException unknown() {
    return ProblemException.notFound("there is no such training job");
  }
}
