package com.ytempire.ml.api.operation;

import com.ytempire.ml.core.settings.MonitoringSettings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;

/** What traces are made with; closing it sends those that are not sent yet. */
final class Tracing implements AutoCloseable {
  private static final Duration SEND_LIMIT = Duration.ofSeconds(5);

  private final OpenTelemetry telemetry;

  private Tracing(OpenTelemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** What sends traces where the settings say, or does nothing where they name no place. */
  static Tracing open(MonitoringSettings settings) {
    return new Tracing(telemetry(settings));
  }

  OpenTelemetry telemetry() {
    return telemetry;
  }

  @Override
  public void close() {
    if (telemetry instanceof OpenTelemetrySdk sdk) {
      sdk.close();
    }
  }

  private static OpenTelemetry telemetry(MonitoringSettings settings) {
    URI endpoint = settings.traceEndpoint();
    if (endpoint == null) {
      return OpenTelemetry.noop();
    }
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(withoutSlash(endpoint) + "/v1/traces")
            .setTimeout(SEND_LIMIT)
            .build();
    var provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(AttributeKey.stringKey("service.name"), "ytempire-serving")))
            // A caller that traces decides for us too.
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.traceSampling())))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();
    return OpenTelemetrySdk.builder()
        .setTracerProvider(provider)
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  private static String withoutSlash(URI endpoint) {
    String text = endpoint.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
