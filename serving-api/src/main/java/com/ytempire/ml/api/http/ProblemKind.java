package com.ytempire.ml.api.http;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** What went wrong with a request, as callers see it. */
public enum ProblemKind {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Who calls is not known"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No accepted media type can be given"),
  CONFLICT(HttpStatus.CONFLICT, "The request does not fit the present state"),
  TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large"),
  ADDRESS_TOO_LONG(HttpStatus.REQUEST_URI_TOO_LONG, "The address is too long"),
  HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not supported"),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer now"),
  TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "The answer was not ready in time");

  private final HttpStatus status;
  private final String title;

  ProblemKind(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The kind of an answer with a status; the plain ones for statuses that have no own kind. */
  static ProblemKind of(int status) {
    for (ProblemKind kind : values()) {
      if (kind.status.getCode() == status) {
        return kind;
      }
    }
    return status >= 500 ? INTERNAL : INVALID_REQUEST;
  }

  /** The status of the answer. */
  public HttpStatus status() {
    return status;
  }

  /** What it means, for people; always the same text. */
  public String title() {
    return title;
  }

  /** Such as {@code urn:ytempire:problem:invalid-request}. */
  @JsonValue
  public String urn() {
    return "urn:ytempire:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
