package com.ytempire.ml.api.http;

import com.ytempire.ml.core.store.StoreUnavailableException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that does not answer is nobody's mistake: the caller is told to try again. */
@Singleton
final class StoreUnavailableHandler
    implements ExceptionHandler<StoreUnavailableException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(StoreUnavailableHandler.class);

  private final ProblemResponses responses;

  StoreUnavailableHandler(ProblemResponses responses) {
    this.responses = responses;
  }

  @Override
  public HttpResponse<?> handle(
      @SuppressWarnings("rawtypes") HttpRequest request, StoreUnavailableException failure) {
    LOG.warn("a store did not answer: {}", failure.getMessage());
    return responses.of(
        (HttpRequest<?>) request,
        ProblemException.unavailable("a store does not answer; try again", failure));
  }
}
