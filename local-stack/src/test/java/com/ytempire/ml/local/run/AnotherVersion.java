package com.ytempire.ml.local.run;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** A second version of a published model, with the same network. */
final class AnotherVersion {
  private AnotherVersion() {}

  /**
   * Publishes and registers it; it is not active yet.
   *
   * @param repository folder of the repository
   * @param scratch folder for a copy of the files
   */
  static ModelRef publish(ModelRef like, Path repository, Path scratch, ModelRegistry registry)
      throws IOException {
    var ref = new ModelRef(like.name(), like.version() + "-again");
    Path copy = Files.createDirectories(scratch.resolve(ref.version()));
    Path original = repository.resolve(like.folder());
    try (var files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(original.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    try (ModelRepository models =
        ModelRepository.open(repository.toString(), PlatformSettings.from(Map.of()).objects())) {
      Files.write(
          copy.resolve(ModelManifest.FILE),
          ManifestJson.write(renamed(models.manifest(like), ref)));
      new ModelPublisher(models, registry, Clock.systemUTC(), UUID::randomUUID)
          .publish(copy, "test");
    }
    return ref;
  }

  private static ModelManifest renamed(ModelManifest manifest, ModelRef ref) {
    return new ModelManifest(
        ref,
        manifest.task(),
        manifest.signature(),
        manifest.networks(),
        manifest.tokenizer(),
        manifest.features(),
        manifest.labels(),
        manifest.maxTokens(),
        manifest.example(),
        manifest.card(),
        manifest.referenceProfile(),
        manifest.createdAt(),
        manifest.properties(),
        manifest.artifacts());
  }
}
