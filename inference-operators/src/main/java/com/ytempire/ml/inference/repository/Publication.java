package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a version: its files, then its manifest, none of them over anything that is there. One
 * that was broken off is completed by publishing the same content again.
 */
final class Publication {
  private final ModelRepository repository;
  private final RepositoryFiles files;

  Publication(ModelRepository repository, RepositoryFiles files) {
    this.repository = repository;
    this.files = files;
  }

  ModelManifest publish(ModelManifest described, Path folder) {
    ModelRef ref = described.ref();
    ModelManifest manifest = withArtifacts(described, artifacts(folder));
    ManifestCheck.require(manifest, folder.resolve(ModelManifest.FILE).toString());
    if (repository.contains(ref)) {
      return requireEqual(manifest);
    }
    try {
      for (Artifact artifact : manifest.artifacts()) {
        put(ref, artifact, folder.resolve(artifact.path()));
      }
      return putManifest(manifest) ? manifest : requireEqual(manifest);
    } catch (IOException e) {
      throw new ModelLoadException(
          "%s cannot be published to %s: %s; check MODEL_REGISTRY_PATH, its permissions and the network"
              .formatted(ref, repository.address(ref), Failures.reason(e)),
          e);
    }
  }

  private ModelManifest requireEqual(ModelManifest manifest) {
    ModelRef ref = manifest.ref();
    ModelManifest published = repository.manifest(ref);
    if (!published.equals(manifest)) {
      throw new ModelLoadException(
          "%s is already published at %s with other content, and a version never changes; publish under another version"
              .formatted(ref, repository.address(ref)));
    }
    return published;
  }

  private void put(ModelRef ref, Artifact artifact, Path file) throws IOException {
    String path = repository.path(ref, artifact.path());
    if (files.writeNew(path, file)) {
      return;
    }
    try (InputStream in = files.open(path, 0)) {
      if (!Digests.of(artifact.path(), in).equals(artifact)) {
        throw new ModelLoadException(
            "%s cannot be published: %s is there with other content and no manifest, from a publication that was broken off or still runs; remove that folder, or publish under another version"
                .formatted(ref, files.describe(path)));
      }
    }
  }

  private boolean putManifest(ModelManifest manifest) throws IOException {
    Path file = Files.createTempFile("ytempire-manifest-", ".json");
    try {
      Files.write(file, ManifestJson.write(manifest));
      return files.writeNew(repository.path(manifest.ref(), ModelManifest.FILE), file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static List<Artifact> artifacts(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<String> paths =
          walk.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .filter(path -> !path.equals(ModelManifest.FILE) && !isHidden(path))
              .sorted()
              .toList();
      List<Artifact> artifacts = new ArrayList<>();
      for (String path : paths) {
        artifacts.add(Digests.of(path, folder.resolve(path)));
      }
      return artifacts;
    } catch (IOException e) {
      throw Failures.reading(folder.toString(), "the files to publish", e);
    }
  }

  private static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }

  private static ModelManifest withArtifacts(ModelManifest manifest, List<Artifact> artifacts) {
    return new ModelManifest(
        manifest.ref(),
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
        artifacts);
  }
}
