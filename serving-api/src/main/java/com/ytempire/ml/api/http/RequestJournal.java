package com.ytempire.ml.api.http;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first and the last to see a request: gives it its id, for the log too, writes the access log,
 * and puts the headers on the answer that every answer has.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestJournal {
  private static final Logger ACCESS = LoggerFactory.getLogger("com.ytempire.ml.api.access");
  private static final String BEGUN = "ytempire.begun";

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    request.setAttribute(BEGUN, System.nanoTime());
    context.add(new MdcPropagationContext(Map.of(RequestIds.LOG_KEY, RequestIds.of(request))));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set(RequestIds.HEADER, RequestIds.of(request));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    setIfAbsent(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    setIfAbsent(headers, HttpHeaders.CACHE_CONTROL, "no-store");
    if (ACCESS.isInfoEnabled()) {
      long begun = request.getAttribute(BEGUN, Long.class).orElseGet(System::nanoTime);
      ACCESS.info(
          "{} {} {} {} ms {}",
          request.getMethodName(),
          BasicHttpAttributes.getUriTemplate(request).orElse("-"),
          response.code(),
          (System.nanoTime() - begun) / 1_000_000,
          RequestIds.of(request));
    }
  }

  private static void setIfAbsent(MutableHttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
