package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelFolders;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Engines over versions that a test hands in, which count their fetches and open networks. */
final class TestEngines implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final AtomicInteger fetches = new AtomicInteger();
  final AtomicInteger inUse = new AtomicInteger();
  final AtomicInteger openNetworks = new AtomicInteger();
  final SharedModelEngines engines;
  private final Map<ModelRef, ModelFolder> versions = new ConcurrentHashMap<>();
  private final ExecutorService loading = Executors.newFixedThreadPool(2);

  TestEngines(ModelFolder... folders) {
    this(InferenceSettings.UNSET, folders);
  }

  /**
   * @param settings of every model
   */
  TestEngines(InferenceSettings settings, ModelFolder... folders) {
    Map<String, InferenceSettings> byModel = new ConcurrentHashMap<>();
    for (ModelFolder folder : folders) {
      add(folder);
      byModel.put(folder.manifest().ref().name(), settings);
    }
    ModelLoader loader = new ModelLoader(settings(byModel), new Versions(), this::open);
    engines = new SharedModelEngines(loader, loading, Clock.fixed(NOW, ZoneOffset.UTC), () -> {});
  }

  static EngineSettings settings(Map<String, InferenceSettings> byModel) {
    PlatformSettings platform = PlatformSettings.from(Map.of());
    return new EngineSettings(
        platform.models(), platform.objects(), RuntimeSettings.onCpu(), byModel);
  }

  /** Adds a version, or replaces what a folder held. */
  void add(ModelFolder folder) {
    versions.put(folder.manifest().ref(), folder);
  }

  ModelLease acquire(ModelRef ref) throws Exception {
    return engines.acquire(ref).get(PATIENCE.toSeconds(), SECONDS);
  }

  @Override
  public void close() {
    engines.close();
    loading.shutdown();
  }

  private Network open(ModelFolder folder, RuntimeSettings settings) {
    Network network = new OnnxNetwork(OnnxSession.load(folder, settings));
    openNetworks.incrementAndGet();
    return new Network() {
      @Override
      public ModelSignature tensors() {
        return network.tensors();
      }

      @Override
      public String device() {
        return network.device();
      }

      @Override
      public Variant variant() {
        return network.variant();
      }

      @Override
      public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted) {
        return network.run(inputs, wanted);
      }

      @Override
      public void close() {
        network.close();
        openNetworks.decrementAndGet();
      }
    };
  }

  private final class Versions implements ModelFolders {
    @Override
    public ModelFolder fetch(ModelRef ref) {
      fetches.incrementAndGet();
      ModelFolder folder = versions.get(ref);
      if (folder == null) {
        throw new ModelLoadException("there is no such version");
      }
      inUse.incrementAndGet();
      return folder;
    }

    @Override
    public void release(ModelFolder folder) {
      inUse.decrementAndGet();
    }
  }
}
