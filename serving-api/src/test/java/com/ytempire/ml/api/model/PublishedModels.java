package com.ytempire.ml.api.model;

import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Small real models in a real repository below a directory.
 *
 * @param directory where all of it lies
 */
public record PublishedModels(Path directory) {

  /** What the service must be started with, to find them soon. */
  public Map<String, String> variables() {
    return Map.of(
        "MODEL_REGISTRY_PATH",
        directory.resolve("registry").toString(),
        "MODEL_CACHE_DIR",
        directory.resolve("cache").toString(),
        "MODEL_SOURCES",
        "file://" + directory.resolve("elsewhere"),
        "MODEL_DEFAULT_TIMEOUT_MS",
        "60000",
        "MODEL_POLL_MS",
        "100");
  }

  /** A version that adds a constant, not published yet. */
  ModelFolder tiny(ModelRef ref, float constant) throws IOException {
    return TinyModels.sum(directory.resolve("made").resolve(ref.folder()), ref, constant);
  }

  /** A repository of another name is one that the service takes versions from. */
  ModelRepository repository(String name) {
    return ModelRepository.open(
        directory.resolve(name).toString(), new ObjectStoreSettings(null, "eu", null, null));
  }

  /** Puts a version into the repository; the service's registry learns of it. */
  public void publish(ServiceUnderTest service, ModelFolder folder) {
    try (ModelRepository repository = repository("registry")) {
      repository.publish(folder.manifest(), folder.directory());
      new ModelPublisher(
              repository, service.part(ModelRegistry.class), Clock.systemUTC(), UUID::randomUUID)
          .register(folder.manifest().ref(), "test");
    }
  }
}
