package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.BatcherSettings;
import com.ytempire.ml.inference.batching.RunSlots;
import com.ytempire.ml.inference.model.KnownExample;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelFolders;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.text.TextClassifier;
import com.ytempire.ml.inference.text.TextEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an engine of a version: fetches its files, opens its network, compares that with the
 * signature, warms it up and asks it its known example. Safe to share; blocks for seconds.
 */
final class ModelLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

  /** Limits of the runs on each accelerator, shared by all that this process loads. */
  private static final Map<String, RunSlots> ACCELERATORS = new ConcurrentHashMap<>();

  private final EngineSettings settings;
  private final ModelFolders folders;
  private final Network.Opener opener;

  ModelLoader(EngineSettings settings, ModelFolders folders, Network.Opener opener) {
    this.settings = settings;
    this.folders = folders;
    this.opener = opener;
  }

  static ModelLoader ofOnnx(EngineSettings settings, ModelFolders folders) {
    return new ModelLoader(
        settings, folders, (folder, runtime) -> new OnnxNetwork(OnnxSession.load(folder, runtime)));
  }

  /**
   * Loads a version; nothing of it is left when it fails.
   *
   * @throws ModelLoadException naming the version, what is wrong and what to do
   */
  LoadedEngine<?, ?> load(ModelRef ref) {
    long start = System.nanoTime();
    try {
      LoadedEngine<?, ?> engine = load(folders.fetch(ref), ref);
      LOG.atInfo()
          .addKeyValue("modelId", ref.modelId())
          .addKeyValue("device", engine.device())
          .addKeyValue("variant", engine.variant())
          .addKeyValue("millis", (System.nanoTime() - start) / 1_000_000)
          .log("model loaded");
      return engine;
    } catch (Exception e) {
      throw new ModelLoadException("model %s: %s".formatted(ref, e.getMessage()), e);
    }
  }

  private LoadedEngine<?, ?> load(ModelFolder folder, ModelRef ref) throws Exception {
    try {
      ModelManifest manifest = folder.manifest();
      if (!manifest.ref().equals(ref)) {
        throw new ModelLoadException(
            "its manifest in %s is the one of %s".formatted(folder.directory(), manifest.ref()));
      }
      LoadedEngine<?, ?> engine = open(folder, settings.runtime(ref));
      var unused = engine.unloaded().whenComplete((done, failure) -> folders.release(folder));
      return engine;
    } catch (Exception e) {
      folders.release(folder);
      throw e;
    }
  }

  private LoadedEngine<?, ?> open(ModelFolder folder, RuntimeSettings runtime) throws Exception {
    ModelManifest manifest = folder.manifest();
    return switch (manifest.task()) {
      case TABULAR -> {
        Network network = network(folder, runtime);
        yield engine(
            manifest, network, () -> new TabularTask(manifest, network), LoadedTabularEngine::new);
      }
      case SEQUENCE -> {
        Network network = network(folder, runtime);
        yield engine(
            manifest,
            network,
            () -> new SequenceTask(manifest, network),
            LoadedSequenceEngine::new);
      }
      case TEXT_EMBEDDING -> {
        TextEncoder encoder = TextEncoder.load(folder, runtime);
        yield engine(
            manifest,
            encoder,
            () -> new EmbeddingTask(manifest, encoder),
            LoadedTextEmbeddingEngine::new);
      }
      case TEXT_CLASSIFICATION -> {
        TextClassifier classifier = TextClassifier.load(folder, runtime);
        yield engine(
            manifest,
            classifier,
            () -> new ClassificationTask(manifest, classifier),
            LoadedTextClassificationEngine::new);
      }
    };
  }

  private Network network(ModelFolder folder, RuntimeSettings runtime) {
    ModelManifest manifest = folder.manifest();
    if (manifest.features().isEmpty()) {
      throw new ModelLoadException(
          "a %s model names its feature columns; its manifest names none"
              .formatted(manifest.task()));
    }
    return opener.open(folder, runtime);
  }

  @FunctionalInterface
  private interface TaskMaker<T> {
    T make();
  }

  @FunctionalInterface
  private interface EngineMaker<T, E> {
    E make(ModelManifest manifest, T task, BatcherSettings batching, RunSlots slots);
  }

  /**
   * Checks a model before anyone sees it.
   *
   * @param resource what holds the model's memory; closed when it does not pass
   */
  private <I, O, T extends Task<I, O>, E extends LoadedEngine<I, O>> E engine(
      ModelManifest manifest, AutoCloseable resource, TaskMaker<T> maker, EngineMaker<T, E> engine)
      throws Exception {
    try {
      if (resource instanceof Network network) {
        SignatureCheck.require(manifest, network.tensors());
      }
      T task = maker.make();
      boolean onCpu = task.device().equals("CPU");
      BatcherSettings batching = settings.batching(manifest.ref(), manifest.task(), onCpu);
      WarmUp.run(manifest, task, batching.maxBatchSize());
      KnownExample example = manifest.example();
      if (example != null) {
        ExampleCheck.require(example, task);
      }
      RunSlots slots =
          onCpu
              ? RunSlots.ofCpu()
              : ACCELERATORS.computeIfAbsent(
                  task.device(), device -> new RunSlots(EngineSettings.runs(false)));
      return engine.make(manifest, task, batching, slots);
    } catch (Exception e) {
      resource.close();
      throw e;
    }
  }
}
