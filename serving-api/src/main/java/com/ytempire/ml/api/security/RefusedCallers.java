package com.ytempire.ml.api.security;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.http.ProblemKind;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** Answers whoever is not known (401, and how to become known) and whoever may not (403). */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class RefusedCallers
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
  private static final String CHALLENGE = "Bearer realm=\"ytempire\"";

  private final ErrorResponseProcessor<?> problems;

  RefusedCallers(ErrorResponseProcessor<?> problems) {
    this.problems = problems;
  }

  @Override
  public MutableHttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest untyped, AuthorizationException refusal) {
    HttpRequest<?> request = (HttpRequest<?>) untyped;
    ProblemException problem =
        refusal.isForbidden()
            ? new ProblemException(
                ProblemKind.FORBIDDEN, "the token or key lacks the scope for this")
            : new ProblemException(ProblemKind.UNAUTHENTICATED, Credentials.refusal(request));
    MutableHttpResponse<?> answer =
        problems.processResponse(
            ErrorContext.builder(request).cause(problem).build(),
            HttpResponse.status(problem.kind().status()));
    if (!refusal.isForbidden()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    return answer;
  }
}
