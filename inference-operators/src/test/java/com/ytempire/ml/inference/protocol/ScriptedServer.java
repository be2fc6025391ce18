package com.ytempire.ml.inference.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.model.ModelManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A protocol endpoint over engines that a test wrote: its models, its engines, and what a client
 * needs to talk to it.
 */
final class ScriptedServer implements ServedModels, ModelEngines {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ServedModel> models = new HashMap<>();
  private final Map<ModelRef, CompletableFuture<ModelEngine>> engines = new HashMap<>();
  private final Map<ModelRef, AtomicInteger> openLeases = new ConcurrentHashMap<>();
  final OpenInference protocol;
  boolean ready = true;
  RuntimeException registryFailure;

  ScriptedServer(ProtocolSettings settings) {
    this.protocol = new OpenInference(settings, this, this, Runnable::run);
  }

  ScriptedServer() {
    this(ProtocolSettings.of("test", "1.0", Duration.ofSeconds(30)));
  }

  /** Serves an engine; the version served first is the active one. */
  ScriptedServer serve(ModelEngine engine) {
    engines.put(engine.ref(), CompletableFuture.completedFuture(engine));
    return list(engine.ref(), Set.of(engine.ref().version()));
  }

  /** Serves a version whose engine is still to come. */
  ScriptedServer serveLater(ModelRef ref, CompletableFuture<ModelEngine> engine) {
    engines.put(ref, engine);
    return list(ref, Set.of());
  }

  private ScriptedServer list(ModelRef ref, Set<String> nowReady) {
    ServedModel before = models.get(ref.name());
    List<String> versions = new ArrayList<>(before == null ? List.of() : before.versions());
    versions.add(ref.version());
    Set<String> all = new HashSet<>(before == null ? Set.of() : before.ready());
    all.addAll(nowReady);
    models.put(
        ref.name(),
        new ServedModel(
            ref.name(), versions, before == null ? ref.version() : before.active(), all));
    return this;
  }

  ScriptedServer withoutActiveVersion(String name) {
    ServedModel model = models.get(name);
    models.put(name, new ServedModel(name, model.versions(), null, model.ready()));
    return this;
  }

  int openLeases(ModelRef ref) {
    return openLeases.getOrDefault(ref, new AtomicInteger()).get();
  }

  ProtocolResponse get(String path) {
    return await(protocol.handle(new ProtocolRequest("GET", path, Map.of(), new byte[0])));
  }

  ProtocolResponse post(String path, String json) {
    return post(path, Map.of(), json.getBytes(StandardCharsets.UTF_8));
  }

  ProtocolResponse post(String path, Map<String, String> headers, byte[] body) {
    return await(protocol.handle(new ProtocolRequest("POST", path, headers, body)));
  }

  static ProtocolResponse await(CompletableFuture<ProtocolResponse> response) {
    return response.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** The JSON of a response: all of its body, or the part before binary data. */
  static JsonNode json(ProtocolResponse response) {
    String length = response.headers().get("Inference-Header-Content-Length");
    try {
      return JSON.readTree(
          response.body(), 0, length == null ? response.body().length : Integer.parseInt(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String error(ProtocolResponse response) {
    return json(response).path("error").asText();
  }

  @Override
  public CompletableFuture<Boolean> ready() {
    return CompletableFuture.completedFuture(ready);
  }

  @Override
  public CompletableFuture<Optional<ServedModel>> find(String name) {
    return registryFailure != null
        ? CompletableFuture.failedFuture(registryFailure)
        : CompletableFuture.completedFuture(Optional.ofNullable(models.get(name)));
  }

  @Override
  public CompletableFuture<ModelManifest> manifest(ModelRef ref) {
    return engines.get(ref).thenApply(ModelEngine::manifest);
  }

  @Override
  public CompletableFuture<ModelLease> acquire(ModelRef ref) {
    return engines
        .get(ref)
        .thenApply(
            engine -> {
              AtomicInteger open = openLeases.computeIfAbsent(ref, key -> new AtomicInteger());
              open.incrementAndGet();
              AtomicBoolean held = new AtomicBoolean(true);
              return new ModelLease() {
                @Override
                public ModelEngine engine() {
                  return engine;
                }

                @Override
                public void close() {
                  if (held.compareAndSet(true, false)) {
                    open.decrementAndGet();
                  }
                }
              };
            });
  }

  @Override
  public void close() {}
}
