package com.ytempire.ml.inference.repository;

import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold in a manifest beyond the form of its fields, before a file of it is touched. */
final class ManifestCheck {
  private ManifestCheck() {}

  /**
   * Requires that every file the manifest names is among its artifacts, and so has a digest, and
   * that no path leads out of the version's folder.
   *
   * @param address where the manifest lies, for messages
   */
  static void require(ModelManifest manifest, String address) {
    Set<String> paths = new HashSet<>();
    for (Artifact artifact : manifest.artifacts()) {
      if (!isWithinFolder(artifact.path())) {
        throw new ModelLoadException(
            "%s: artifact '%s' is no path within the version's folder"
                .formatted(address, artifact.path()));
      }
      if (!paths.add(artifact.path())) {
        throw new ModelLoadException(
            "%s: artifact '%s' is named twice".formatted(address, artifact.path()));
      }
    }
    manifest
        .networks()
        .forEach(
            (variant, path) ->
                requireArtifact(paths, "the %s network".formatted(variant), path, address));
    if (takesText(manifest.task()) && manifest.tokenizer() == null) {
      throw new ModelLoadException(
          "%s: %s takes text but names no tokenizer; add tokenizer.json to its folder and name it in field 'tokenizer'"
              .formatted(address, manifest.ref()));
    }
    requireArtifact(paths, "the tokenizer", manifest.tokenizer(), address);
    requireArtifact(paths, "the model card", manifest.card(), address);
    requireArtifact(paths, "the reference profile", manifest.referenceProfile(), address);
  }

  private static void requireArtifact(
      Set<String> paths, String what, @Nullable String path, String address) {
    if (path != null && !paths.contains(path)) {
      throw new ModelLoadException(
          "%s: %s '%s' is not among the version's files: %s"
              .formatted(address, what, path, Failures.names(paths.stream().sorted().toList())));
    }
  }

  private static boolean takesText(ModelTask task) {
    return task == ModelTask.TEXT_EMBEDDING || task == ModelTask.TEXT_CLASSIFICATION;
  }

  private static boolean isWithinFolder(String path) {
    return !path.equals(ModelManifest.FILE)
        && !path.contains("\\")
        && path.chars().noneMatch(Character::isISOControl)
        // A leading dot is also how the cache names files of its own.
        && Arrays.stream(path.split("/", -1))
            .noneMatch(segment -> segment.isEmpty() || segment.startsWith("."));
  }
}
