package com.ytempire.ml.api.http;

import com.ytempire.ml.api.http.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request cannot be answered as asked. What it says is sent to the caller as it stands, so it
 * must hold nothing internal: no class, no SQL, no host.
 */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final transient List<FieldError> errors;
  private final @Nullable Duration retryAfter;

  /**
   * A problem with no more to say.
   *
   * @param detail what is wrong and what to do about it
   */
  public ProblemException(ProblemKind kind, String detail) {
    this(kind, detail, List.of(), null, null);
  }

  /**
   * Any problem.
   *
   * @param retryAfter when to try again, or null where that does not help
   * @param cause for the log, never for the caller
   */
  public ProblemException(
      ProblemKind kind,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.kind = kind;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** Some fields are wrong. */
  public static ProblemException invalid(List<FieldError> errors) {
    String fields = String.join(", ", errors.stream().map(FieldError::field).toList());
    return new ProblemException(
        ProblemKind.INVALID_REQUEST, "wrong: " + fields, errors, null, null);
  }

  /** One field is wrong. */
  public static ProblemException invalid(String field, @Nullable Object value, String message) {
    return invalid(
        List.of(new FieldError(field, value == null ? null : value.toString(), message)));
  }

  /** What was asked for is not there. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(ProblemKind.NOT_FOUND, detail);
  }

  /** The request does not fit the present state. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(ProblemKind.CONFLICT, detail);
  }

  /**
   * Something that the answer needs is away for now.
   *
   * @param detail names what is away in the caller's words
   */
  public static ProblemException unavailable(String detail, @Nullable Throwable cause) {
    return new ProblemException(
        ProblemKind.UNAVAILABLE, detail, List.of(), Duration.ofSeconds(1), cause);
  }

  /** The answer was not ready before the request's deadline. */
  public static ProblemException timeout() {
    return new ProblemException(
        ProblemKind.TIMEOUT,
        "the answer was not ready before the deadline; try again",
        List.of(),
        Duration.ofSeconds(1),
        null);
  }

  /**
   * The same problem of a part of a request.
   *
   * @param place where the part stands, such as {@code requests[3]}; every field is named from
   *     there
   */
  public ProblemException within(String place) {
    if (errors.isEmpty()) {
      return this;
    }
    return invalid(
        errors.stream()
            .map(
                error ->
                    new FieldError(
                        error.field().isEmpty() ? place : place + "." + error.field(),
                        error.value(),
                        error.message()))
            .toList());
  }

  public ProblemKind kind() {
    return kind;
  }

  /** What is wrong with single fields. */
  public List<FieldError> errors() {
    return errors;
  }

  /** When to try again, or null where that does not help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
