package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of the Open Inference Protocol, version 2.
 *
 * <pre>
 * GET  /v2                                           the server
 * GET  /v2/health/live, /v2/health/ready             200 or 503
 * GET  /v2/models/{name}[/versions/{version}]        what the model takes and gives
 * GET  /v2/models/{name}[/versions/{version}]/ready  200 or 503
 * POST /v2/models/{name}[/versions/{version}]/infer  inference
 * </pre>
 *
 * <p>A name with a slash is one path segment: {@code sentence-transformers%2Fall-MiniLM-L6-v2}, so
 * a server must hand over the path undecoded. Without a version the active one answers; every
 * answer names the version that made it. Requests and answers are JSON, or JSON with binary tensors
 * behind it; NaN is {@code null} in JSON. A request may name a time: {@code timeout} in
 * microseconds or {@code timeout_ms}; loading a version and waiting count.
 *
 * <p>Errors are {@code {"error": "…"}}: 400 wrong request, 404 unknown path, model or version, 405
 * other method, 406 an infinite number in JSON, 413 too long, 429 queue full, 503 not available,
 * 504 no result in time, 500 the model or the server failed.
 *
 * <p>Safe to share; never blocks and never throws.
 */
public final class OpenInference implements AutoCloseable {
  private final ProtocolSettings settings;
  private final ServedModels models;
  private final Executor workers;
  private final InferRequestReader reader;
  private final ResponseWriter writer = new ResponseWriter();
  private final Failures failures = new Failures(writer);
  private final RecentLeases leases;
  private final ModelEngines engines;

  /**
   * @param models which versions there are
   * @param engines run them; closed by whoever made them, after this
   * @param workers where requests are read and answers written; work of milliseconds, nothing
   *     blocks
   */
  public OpenInference(
      ProtocolSettings settings, ServedModels models, ModelEngines engines, Executor workers) {
    this.settings = settings;
    this.models = models;
    this.engines = engines;
    this.workers = workers;
    this.reader = new InferRequestReader(settings.limits());
    this.leases = new RecentLeases(settings.versionsKept());
  }

  /**
   * Answers a request.
   *
   * @return never fails; cancelling it takes an inference that still waits out of the queue
   */
  public CompletableFuture<ProtocolResponse> handle(ProtocolRequest request) {
    try {
      Route route = Route.of(request.method(), request.path());
      return switch (route.kind()) {
        case SERVER ->
            CompletableFuture.completedFuture(
                writer.server(settings.serverName(), settings.serverVersion()));
        case LIVE -> CompletableFuture.completedFuture(writer.live());
        case SERVER_READY -> answered(models.ready().thenApply(writer::serverReady));
        case MODEL -> answered(metadata(route));
        case MODEL_READY -> answered(modelReady(route));
        case INFER -> infer(route, request);
      };
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failures.response(e));
    }
  }

  /** Lets go of the versions kept; requests that run are still answered. */
  @Override
  public void close() {
    leases.close();
  }

  private CompletableFuture<ProtocolResponse> metadata(Route route) {
    return find(route)
        .thenCompose(
            model ->
                models
                    .manifest(ref(model, route.version()))
                    .thenApply(manifest -> writer.model(model, manifest.signature())));
  }

  private CompletableFuture<ProtocolResponse> modelReady(Route route) {
    return find(route)
        .thenApply(
            model -> {
              String version = route.version() != null ? route.version() : model.active();
              return writer.modelReady(
                  model.name(), version != null && model.ready().contains(version));
            });
  }

  private CompletableFuture<ProtocolResponse> infer(Route route, ProtocolRequest request) {
    InferCall call = new InferCall(engines, leases, settings);
    try {
      workers.execute(() -> call.start(() -> reader.read(request), () -> refOf(route)));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(failures.response(e));
    }
    CompletableFuture<ProtocolResponse> response =
        answered(call.result().thenApplyAsync(result -> result.write(writer), workers));
    var unused =
        response.whenComplete(
            (answer, failure) -> {
              if (response.isCancelled()) {
                call.cancel();
              }
            });
    return response;
  }

  private CompletableFuture<ModelRef> refOf(Route route) {
    return find(route).thenApply(model -> ref(model, route.version()));
  }

  /** The model, with the version in the path, if any, among its versions. */
  private CompletableFuture<ServedModel> find(Route route) {
    return models
        .find(route.model())
        .thenApply(
            found -> {
              ServedModel model =
                  found.orElseThrow(() -> notFound("unknown model '%s'", route.model()));
              if (route.version() != null && !model.versions().contains(route.version())) {
                throw notFound(
                    "unknown version '%s' of model '%s'; there are %s",
                    route.version(), model.name(), model.versions());
              }
              return model;
            });
  }

  private static ModelRef ref(ServedModel model, @Nullable String version) {
    String wanted = version != null ? version : model.active();
    if (wanted == null) {
      throw notFound(
          "model '%s' has no active version; name one of %s", model.name(), model.versions());
    }
    return new ModelRef(model.name(), wanted);
  }

  private static ProtocolException notFound(String format, Object... values) {
    return new ProtocolException(ProtocolException.NOT_FOUND, format.formatted(values));
  }

  private CompletableFuture<ProtocolResponse> answered(CompletableFuture<ProtocolResponse> answer) {
    return answer.exceptionally(failures::response);
  }
}
