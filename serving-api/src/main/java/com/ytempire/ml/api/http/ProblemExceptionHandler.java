package com.ytempire.ml.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what services refuse. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

  private final ProblemResponses responses;

  ProblemExceptionHandler(ProblemResponses responses) {
    this.responses = responses;
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, ProblemException problem) {
    if (problem.kind() == ProblemKind.INTERNAL || problem.getCause() != null) {
      LOG.warn("{}: {}", problem.kind(), problem.getMessage(), problem);
    }
    return responses.of((HttpRequest<?>) request, problem);
  }
}
