package com.ytempire.ml.api.routing;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.ytempire.ml.api.journal.JournalSettings;
import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A router over real engines and stores in memory. Version {@code n} of the model adds {@code n} to
 * the sum of a row, so that an answer tells who gave it.
 */
final class RoutingFixture implements AutoCloseable {
  static final String MODEL = "sum";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(50);

  final InMemoryPredictionLog log = new InMemoryPredictionLog();
  final InMemoryModelRegistry registry = new InMemoryModelRegistry(Clock.systemUTC());
  final InMemoryRollouts rollouts =
      new InMemoryRollouts(registry, Clock.systemUTC(), UUID::randomUUID);
  final Map<String, ModelRef> memory = new ConcurrentHashMap<>();
  final SharedModelEngines engines;
  final PredictionJournal journal;
  final ModelRouter router;
  private final Path directory;
  private final Map<ModelRef, ModelFolder> folders = new ConcurrentHashMap<>();

  RoutingFixture(Path directory) throws IOException {
    this(directory, Optional.empty());
  }

  /**
   * @param registry to ask in place of the one in memory
   */
  RoutingFixture(Path directory, Optional<ModelRegistry> registry) throws IOException {
    this.directory = directory;
    PlatformSettings platform = PlatformSettings.from(Map.of());
    var settings =
        new EngineSettings(
            platform.models(), platform.objects(), RuntimeSettings.onCpu(), Map.of());
    engines = new SharedModelEngines(settings, this::fetch, Clock.systemUTC());
    journal =
        PredictionJournal.open(
            JournalSettings.in(directory.resolve("journal")),
            log,
            Clock.systemUTC(),
            UUID::randomUUID);
    var versions =
        new WantedVersions(
            registry.orElse(this.registry),
            rollouts,
            remembering(),
            new PinnedVersions(platform.models(), platform.objects()));
    router = new ModelRouter(engines, versions, journal, POLL, Clock.systemUTC());
  }

  private ModelFolder fetch(ModelRef ref) {
    ModelFolder folder = folders.get(ref);
    if (folder == null) {
      throw new ModelLoadException("no such version");
    }
    return folder;
  }

  private ActiveVersions remembering() {
    return new ActiveVersions() {
      @Override
      public Optional<ModelRef> find(String modelName) {
        return Optional.ofNullable(memory.get(modelName));
      }

      @Override
      public void remember(ModelRef active) {
        memory.put(active.name(), active);
      }

      @Override
      public void forget(String modelName) {
        memory.remove(modelName);
      }
    };
  }

  static ModelRef version(int number) {
    return new ModelRef(MODEL, Integer.toString(number));
  }

  /** Makes a version that can be loaded, and registers it. */
  ModelRef publish(int number) throws IOException {
    ModelRef ref = version(number);
    return publish(TinyModels.sum(directory.resolve(ref.folder()), ref, number));
  }

  ModelRef publish(ModelFolder folder) {
    folders.put(folder.manifest().ref(), folder);
    return register(folder.manifest().ref());
  }

  /** Registers a version whose files are nowhere. */
  ModelRef register(ModelRef ref) {
    registry.register(
        new ModelVersion(
            UUID.randomUUID(),
            ref,
            "sum",
            ModelStatus.INACTIVE,
            "nowhere",
            null,
            null,
            null,
            Instant.EPOCH,
            null,
            null,
            null));
    return ref;
  }

  Path directory() {
    return directory;
  }

  Routed route(String input) throws Exception {
    return router.route(MODEL, input).get(20, SECONDS);
  }

  /** The number of the version that answers an input. */
  int answer(String input) throws Exception {
    try (Routed routed = route(input)) {
      return answer(routed);
    }
  }

  static int answer(Routed routed) throws Exception {
    float[] sum =
        routed
            .lease()
            .engine(TabularEngine.class)
            .score(new float[] {0, 0}, PATIENCE)
            .get(20, SECONDS);
    return Math.round(sum[0]);
  }

  List<ModelRef> loaded() {
    return engines.loaded().stream().map(version -> version.ref()).toList();
  }

  @Override
  public void close() {
    router.close();
    journal.close();
    engines.close();
  }
}
