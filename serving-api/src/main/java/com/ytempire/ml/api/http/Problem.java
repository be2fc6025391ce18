package com.ytempire.ml.api.http;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer with a status of 400 or more: a problem document of RFC 9457. It holds
 * nothing about how the service is built.
 *
 * @param type what kind of problem it is, a URN
 * @param title the kind in words, always the same for one type
 * @param status the HTTP status
 * @param detail what is wrong here and what to do about it
 * @param requestId the id under which the request is in the service's log
 * @param errors what is wrong with single fields; may be empty
 */
@Introspected
public record Problem(
    ProblemKind type,
    String title,
    int status,
    String detail,
    String requestId,
    List<FieldError> errors) {
  public Problem {
    errors = List.copyOf(errors);
  }

  static Problem of(ProblemKind kind, String detail, String requestId, List<FieldError> errors) {
    return new Problem(kind, kind.title(), kind.status().getCode(), detail, requestId, errors);
  }

  /**
   * What is wrong with one field.
   *
   * @param field where it is, such as {@code channel_context.subscriber_count} or {@code
   *     items[3].topic}
   * @param value the value that was refused, cut to 100 characters; absent where it was missing
   * @param message what is wrong, and what is allowed
   */
  @Introspected
  public record FieldError(String field, @Nullable String value, String message) {
    private static final int LONGEST_VALUE = 100;

    public FieldError {
      if (value != null && value.length() > LONGEST_VALUE) {
        value = value.substring(0, LONGEST_VALUE) + "…";
      }
    }
  }
}
