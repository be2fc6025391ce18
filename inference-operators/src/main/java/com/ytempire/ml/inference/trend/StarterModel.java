package com.ytempire.ml.inference.trend;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.inference.repository.ModelRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** The version of {@code trend_predictor} that ships with the platform, as class-path resources. */
public final class StarterModel {
  private static final ModelRef REF = new ModelRef("trend_predictor", "0.1.0");
  private static final String RESOURCES = REF.folder() + "/";

  private StarterModel() {}

  /** Which version it is. */
  public static ModelRef ref() {
    return REF;
  }

  /** What it consists of. */
  public static ModelManifest manifest() {
    return ManifestJson.read(resource(ModelManifest.FILE), RESOURCES + ModelManifest.FILE);
  }

  /**
   * The version's files in {@code shipped/trend_predictor/0.1.0} of a folder, unpacked where they
   * are not there or differ. Safe to call at once from several threads and processes.
   *
   * @param cacheDirectory made if it is not there
   * @throws IOException when it cannot be written
   */
  public static ModelFolder folder(Path cacheDirectory) throws IOException {
    Path directory = cacheDirectory.resolve("shipped").resolve(ref().folder());
    Files.createDirectories(directory);
    return unpackInto(directory);
  }

  /**
   * Publishes the version, so that it can be registered and served like any other. Does nothing
   * where it is published already.
   *
   * @return its manifest as it is published
   * @throws IOException when it cannot be unpacked for that
   * @throws ModelLoadException when the repository cannot be written, or has another version of
   *     this name
   */
  public static ModelManifest publishTo(ModelRepository repository) throws IOException {
    Path directory = Files.createTempDirectory("starter-model");
    try {
      return repository.publish(unpackInto(directory).directory());
    } finally {
      for (Artifact artifact : manifest().artifacts()) {
        Files.deleteIfExists(directory.resolve(artifact.path()));
      }
      Files.deleteIfExists(directory.resolve(ModelManifest.FILE));
      Files.deleteIfExists(directory);
    }
  }

  private static ModelFolder unpackInto(Path directory) throws IOException {
    ModelManifest manifest = manifest();
    for (Artifact artifact : manifest.artifacts()) {
      unpack(artifact.path(), directory);
    }
    unpack(ModelManifest.FILE, directory);
    return new ModelFolder(manifest, directory);
  }

  /** Puts a file there as a whole, so that no reader sees half of it. */
  private static void unpack(String name, Path directory) throws IOException {
    byte[] content = resource(name);
    Path file = directory.resolve(name);
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Path aside = Files.createTempFile(directory, name, ".part");
    try {
      Files.write(aside, content);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = StarterModel.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCES + name + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCES + name + " cannot be read", e);
    }
  }
}
