package com.ytempire.ml.api.operation;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

/**
 * One span for each request, below the caller's where it sends one (W3C {@code traceparent}). It is
 * current on every thread that works on the request, so that spans made there are its children.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class RequestTracing {
  private static final String SPAN = "ytempire.span";
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  RequestTracing(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("com.ytempire.ml.api");
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
    Context parent = propagator.extract(Context.root(), request.getHeaders(), Headers.INSTANCE);
    Span span =
        tracer
            .spanBuilder(request.getMethodName())
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(METHOD, request.getMethodName())
            .startSpan();
    request.setAttribute(SPAN, span);
    propagated.add(new Current(parent.with(span)));
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    Span span = request.getAttribute(SPAN, Span.class).orElse(null);
    if (span == null) {
      return;
    }
    if (span.isRecording()) {
      BasicHttpAttributes.getUriTemplate(request)
          .ifPresent(
              route -> {
                span.updateName(request.getMethodName() + " " + route);
                span.setAttribute(ROUTE, route);
              });
      span.setAttribute(STATUS, (long) response.code());
      if (response.code() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    span.end();
  }

  /** Makes the span current on whichever thread the request is worked on. */
  private record Current(Context context) implements ThreadPropagatedContextElement<Scope> {
    @Override
    @SuppressWarnings("MustBeClosedChecker") // restoreThreadContext closes it.
    public Scope updateThreadContext() {
      return context.makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope old) {
      old.close();
    }
  }

  private enum Headers implements TextMapGetter<HttpHeaders> {
    INSTANCE;

    @Override
    public Iterable<String> keys(HttpHeaders carrier) {
      return carrier.names();
    }

    @Override
    public @Nullable String get(@Nullable HttpHeaders carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
