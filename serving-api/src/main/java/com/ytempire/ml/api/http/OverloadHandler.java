package com.ytempire.ml.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;

/** More requests are waiting than the service takes on. */
@Singleton
final class OverloadHandler
    implements ExceptionHandler<RejectedExecutionException, HttpResponse<?>> {
  private final ProblemResponses responses;

  OverloadHandler(ProblemResponses responses) {
    this.responses = responses;
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, RejectedExecutionException overload) {
    return responses.of(
        (HttpRequest<?>) request,
        ProblemException.unavailable("the service has too much to do; try again", null));
  }
}
