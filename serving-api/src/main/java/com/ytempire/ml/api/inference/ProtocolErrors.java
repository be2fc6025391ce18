package com.ytempire.ml.api.inference;

import com.ytempire.ml.api.http.BasePaths;
import com.ytempire.ml.api.http.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Says what the service itself refuses (a missing token, a body too large) as the protocol does.
 */
@ServerFilter({BasePaths.PROTOCOL, BasePaths.PROTOCOL + "/**"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProtocolErrors {
  /**
   * The protocol's error.
   *
   * @param error what is wrong
   */
  @Introspected
  record ProtocolError(String error) {}

  @ResponseFilter
  void translate(MutableHttpResponse<?> response) {
    if (response.body() instanceof Problem problem) {
      response.body(new ProtocolError(problem.detail()));
      response.contentType(MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
