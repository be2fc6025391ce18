package com.ytempire.ml.inference.repository;

import com.ytempire.ml.inference.model.ModelLoadException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;

/** Why a version could not be had, in words: which path, what was tried, what to do. */
final class Failures {
  private static final int SHOWN = 20;

  private Failures() {}

  /** Sorts what reading a repository's file may throw. */
  static ModelLoadException reading(String address, String what, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new ModelLoadException(
          "Model file not found at %s (%s); check that the path exists, that its folder may be read, and that MODEL_REGISTRY_PATH names the right registry"
              .formatted(address, what),
          cause);
    }
    return unreadable(address, what, cause);
  }

  /** As {@link #reading}, for the root: when that is missing there is no registry. */
  static ModelLoadException listing(String address, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new ModelLoadException(
          "Model registry not found at %s: there is no such folder or bucket; check MODEL_REGISTRY_PATH, or publish a first version with: ytempire models publish FOLDER"
              .formatted(address),
          cause);
    }
    return unreadable(address, "listing its versions", cause);
  }

  private static ModelLoadException unreadable(String address, String what, IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return new ModelLoadException(
          "Model registry refuses access to %s (%s): %s; check the folder's permissions, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
              .formatted(address, what, reason(cause)),
          cause);
    }
    return new ModelLoadException(
        "Model registry cannot be reached at %s (%s): %s; check MODEL_REGISTRY_PATH, S3_ENDPOINT and the network"
            .formatted(address, what, reason(cause)),
        cause);
  }

  static ModelLoadException damaged(String address, String problem) {
    return new ModelLoadException(
        "Model file damaged at %s: %s; nothing was loaded: restore the file, or publish its content under a new version"
            .formatted(address, problem));
  }

  /** The cache's own folder cannot be used. */
  static ModelLoadException cache(Object folder, IOException cause) {
    return new ModelLoadException(
        "Model cache at %s cannot be used: %s; check that MODEL_CACHE_DIR may be written and that its disk has room"
            .formatted(folder, reason(cause)),
        cause);
  }

  static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }

  /** Names for people; many are cut short. */
  static String names(Collection<String> names) {
    String all = String.join(", ", names.stream().limit(SHOWN).toList());
    return names.size() > SHOWN ? all + " and %d more".formatted(names.size() - SHOWN) : all;
  }
}
