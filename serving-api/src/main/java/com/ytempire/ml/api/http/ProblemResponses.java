package com.ytempire.ml.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.http.Problem.FieldError;
import com.ytempire.ml.core.settings.PlatformSettings;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes every answer that tells of a failure, also those that the framework itself gives. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  private static final int CAUSES = 8;

  private final JsonMistakes json;

  ProblemResponses(ObjectMapper mapper, PlatformSettings settings) {
    this.json = new JsonMistakes(mapper, settings.service().limits());
  }

  /** The answer to a request that ended with a problem. */
  MutableHttpResponse<Problem> of(HttpRequest<?> request, ProblemException problem) {
    return fill(request, HttpResponse.status(problem.kind().status()), problem);
  }

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return fill(context.getRequest(), response, problem(context, response));
  }

  private ProblemException problem(ErrorContext context, MutableHttpResponse<?> response) {
    ProblemKind kind = kind(context.getRequest(), response.code());
    Throwable cause = context.getRootCause().orElse(null);
    if (kind.status().getCode() < 500) {
      ProblemException known = ofCause(cause);
      if (known != null) {
        return known;
      }
    }
    return new ProblemException(kind, detail(kind, context.getRequest(), response));
  }

  /** The framework tells one status for a line, headers and a body that are too long. */
  private static ProblemKind kind(HttpRequest<?> request, int status) {
    ProblemKind kind = ProblemKind.of(status);
    if (kind != ProblemKind.TOO_LARGE || !(request instanceof NettyHttpRequest<?> received)) {
      return kind;
    }
    Throwable unread = received.getNativeRequest().decoderResult().cause();
    if (unread instanceof TooLongHttpLineException) {
      return ProblemKind.ADDRESS_TOO_LONG;
    }
    return unread instanceof TooLongHttpHeaderException ? ProblemKind.HEADERS_TOO_LARGE : kind;
  }

  private @Nullable ProblemException ofCause(@Nullable Throwable cause) {
    Throwable next = cause;
    for (int i = 0; next != null && i < CAUSES; i++, next = next.getCause()) {
      if (next instanceof ProblemException problem) {
        return problem;
      }
      if (next instanceof JsonProcessingException mistake) {
        return json.describe(mistake);
      }
      if (next instanceof ConstraintViolationException violations) {
        return Violations.describe(violations);
      }
      if (next instanceof UnsatisfiedRouteException missing) {
        String name = missing.getArgument().getName();
        boolean body =
            !missing.getArgument().getAnnotationMetadata().hasDeclaredAnnotation(QueryValue.class);
        return ProblemException.invalid(
            body ? "body" : Violations.snakeCase(name), null, "it is missing");
      }
      if (next instanceof ConversionErrorException wrong && !(isJson(wrong))) {
        return ProblemException.invalid(
            Violations.snakeCase(wrong.getArgument().getName()),
            wrong.getConversionError().getOriginalValue().orElse(null),
            "expected " + json.expected(wrong.getArgument().getType()));
      }
    }
    return null;
  }

  private static boolean isJson(Throwable wrong) {
    Throwable next = wrong.getCause();
    for (int i = 0; next != null && i < CAUSES; i++, next = next.getCause()) {
      if (next instanceof JsonProcessingException) {
        return true;
      }
    }
    return false;
  }

  private static String detail(
      ProblemKind kind, HttpRequest<?> request, MutableHttpResponse<?> response) {
    return switch (kind) {
      case NOT_FOUND -> "there is nothing at this path";
      case METHOD_NOT_ALLOWED -> {
        String allowed = response.getHeaders().get(HttpHeaders.ALLOW);
        yield "%s is not allowed here%s"
            .formatted(request.getMethodName(), allowed == null ? "" : "; allowed: " + allowed);
      }
      case UNSUPPORTED_MEDIA_TYPE -> "send the body as application/json";
      case NOT_ACCEPTABLE -> "accept application/json";
      case UNAUTHENTICATED -> "send a valid token as Authorization: Bearer, or a key as X-API-Key";
      case FORBIDDEN -> "the token or key lacks the scope for this";
      case TOO_LARGE -> "the body is larger than allowed";
      case ADDRESS_TOO_LONG -> "the address is longer than allowed";
      case HEADERS_TOO_LARGE -> "the headers are larger than allowed";
      case INTERNAL -> "the request is in the log under its id";
      default -> "the request could not be read";
    };
  }

  @SuppressWarnings("unchecked") // The body is replaced, whatever it was.
  private static MutableHttpResponse<Problem> fill(
      HttpRequest<?> request, MutableHttpResponse<?> response, ProblemException problem) {
    var answer = (MutableHttpResponse<Problem>) response;
    String requestId = RequestIds.of(request);
    answer.status(problem.kind().status());
    answer.getHeaders().set(RequestIds.HEADER, requestId);
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
      answer.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }
    answer.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    if (request.getMethod() == HttpMethod.HEAD) {
      answer.body(null);
      return answer;
    }
    List<FieldError> errors = problem.errors();
    String detail = String.valueOf(problem.getMessage());
    return answer.body(Problem.of(problem.kind(), detail, requestId, errors));
  }
}
