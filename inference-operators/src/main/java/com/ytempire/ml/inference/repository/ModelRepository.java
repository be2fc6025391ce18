package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Versions of models in S3 or in a folder: {@code {model}/{version}/} holds a version's files and
 * its {@link ModelManifest#FILE}. A version is there when its manifest is, which is written last; a
 * version that is there never changes.
 *
 * <p>Safe to share between threads. Calls block; a server that is away fails them within seconds to
 * half a minute. Failures are {@link ModelLoadException}s that name the path, what was tried and
 * what to do.
 */
public final class ModelRepository implements AutoCloseable {
  private static final int MAX_MANIFEST_BYTES = 64 << 20;

  private final RepositoryFiles files;

  /** The one version of a repository that is that version's folder; else null. */
  private final @Nullable ModelRef only;

  private ModelRepository(RepositoryFiles files, @Nullable ModelRef only) {
    this.files = files;
    this.only = only;
  }

  ModelRepository(RepositoryFiles files) {
    this(files, null);
  }

  /**
   * Opens a repository; nothing is read yet.
   *
   * @param address {@code s3://bucket/prefix}, {@code file:///folder} or a folder
   * @throws IllegalArgumentException when the address has another form
   */
  public static ModelRepository open(String address, ObjectStoreSettings objects) {
    return new ModelRepository(files(address, objects));
  }

  /**
   * Opens the folder of a single version, such as {@code s3://models/trend_predictor/v1.2.3}, as a
   * repository that holds nothing else. Which version it is, the manifest says.
   *
   * @throws ModelLoadException when there is no manifest, or a wrong one
   */
  public static ModelRepository openVersion(String address, ObjectStoreSettings objects) {
    RepositoryFiles files = files(address, objects);
    try {
      byte[] manifest = read(files, ModelManifest.FILE);
      return new ModelRepository(
          files, ManifestJson.read(manifest, files.describe(ModelManifest.FILE)).ref());
    } catch (IOException e) {
      files.close();
      throw Failures.reading(
          files.describe(ModelManifest.FILE), "the manifest of a pinned version", e);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static RepositoryFiles files(String address, ObjectStoreSettings objects) {
    if (S3Folder.isAddress(address)) {
      return new S3RepositoryFiles(
          S3Folder.open(address, objects), String.valueOf(objects.endpoint()));
    }
    if (address.startsWith("file:")) {
      return new LocalRepositoryFiles(Path.of(URI.create(address)));
    }
    if (address.contains("://")) {
      throw new IllegalArgumentException(
          "'%s' is no model registry; expected s3://bucket/prefix, file:///folder or a folder"
              .formatted(address));
    }
    return new LocalRepositoryFiles(Path.of(address).toAbsolutePath());
  }

  /** All versions, sorted by name, then by version as text; empty where nothing is published. */
  public List<ModelRef> versions() {
    if (only != null) {
      return List.of(only);
    }
    try {
      return files.list("").stream()
          .flatMap(path -> versionOf(path).stream())
          .sorted(Comparator.comparing(ModelRef::name).thenComparing(ModelRef::version))
          .toList();
    } catch (IOException e) {
      throw Failures.listing(address(), e);
    }
  }

  private static Optional<ModelRef> versionOf(String path) {
    int end = path.length() - ModelManifest.FILE.length() - 1;
    int slash = end < 1 ? -1 : path.lastIndexOf('/', end - 1);
    if (slash < 1 || !path.endsWith("/" + ModelManifest.FILE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ModelRef(path.substring(0, slash), path.substring(slash + 1, end)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Somebody else's file: no version can have this name.
    }
  }

  /**
   * What a version consists of.
   *
   * @throws ModelLoadException when the version is not there, naming those that are; when its
   *     manifest is wrong, names a file without a digest, or is that of another version
   */
  public ModelManifest manifest(ModelRef ref) {
    String address = files.describe(path(ref, ModelManifest.FILE));
    byte[] json;
    try {
      json = read(files, path(ref, ModelManifest.FILE));
    } catch (NoSuchFileException e) {
      throw missing(ref, e);
    } catch (IOException e) {
      throw Failures.reading(address, "the manifest of " + ref, e);
    }
    ModelManifest manifest = ManifestJson.read(json, address);
    if (!manifest.ref().equals(ref)) {
      throw new ModelLoadException(
          "%s: it is the manifest of %s, not of %s".formatted(address, manifest.ref(), ref));
    }
    ManifestCheck.require(manifest, address);
    return manifest;
  }

  private ModelLoadException missing(ModelRef ref, NoSuchFileException cause) {
    List<ModelRef> all = versions();
    List<String> versions =
        all.stream()
            .filter(known -> known.name().equals(ref.name()))
            .map(ModelRef::version)
            .toList();
    if (!versions.isEmpty()) {
      return new ModelLoadException(
          "Model version not found at %s: it has no %s; versions of %s that are there: %s"
              .formatted(address(ref), ModelManifest.FILE, ref.name(), Failures.names(versions)),
          cause);
    }
    List<String> models = all.stream().map(ModelRef::name).distinct().toList();
    return new ModelLoadException(
        "Model not found at %s: no version of %s is published; models that are there: %s; check MODEL_REGISTRY_PATH"
            .formatted(
                address(ref), ref.name(), models.isEmpty() ? "none" : Failures.names(models)),
        cause);
  }

  private static byte[] read(RepositoryFiles files, String path) throws IOException {
    try (InputStream in = files.open(path, 0)) {
      return in.readNBytes(MAX_MANIFEST_BYTES);
    }
  }

  /**
   * Publishes the version in a folder, which holds its files and a manifest; the manifest's
   * artifacts are worked out anew.
   *
   * @return the manifest as it is published
   * @throws ModelLoadException when the folder is incomplete, or the version is there with other
   *     content
   */
  public ModelManifest publish(Path folder) {
    return publish(ManifestJson.read(folder), folder);
  }

  /** As {@link #publish(Path)}, with a manifest that need not lie in the folder. */
  public ModelManifest publish(ModelManifest manifest, Path folder) {
    if (only != null) {
      throw new IllegalStateException(address() + " is one version's folder, not a registry");
    }
    return new Publication(this, files).publish(manifest, folder);
  }

  /**
   * The content of one of a version's files, of at most 64 MiB.
   *
   * @param manifest of the version
   * @param path of the file, as the manifest has it
   * @throws IOException when it cannot be read, or is not the file that the manifest describes
   */
  public byte[] read(ModelRef ref, ModelManifest manifest, String path) throws IOException {
    Artifact expected =
        manifest.artifacts().stream()
            .filter(artifact -> artifact.path().equals(path))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoSuchFileException(files.describe(path(ref, path)) + " is not published"));
    byte[] content = read(files, path(ref, path));
    if (!Digests.of(content).equals(expected.sha256())) {
      throw new IOException(
          "%s: expected sha256 %s of %d bytes, found another of %d"
              .formatted(
                  address(ref, expected), expected.sha256(), expected.bytes(), content.length));
    }
    return content;
  }

  /** Whether a version is there. */
  public boolean contains(ModelRef ref) {
    try {
      files.length(path(ref, ModelManifest.FILE));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw Failures.reading(address(ref), "looking for its manifest", e);
    }
  }

  /** The folder of a version where it lies on this machine. */
  Optional<Path> local(ModelRef ref) {
    return files.local(folder(ref));
  }

  InputStream open(ModelRef ref, Artifact artifact, long from) throws IOException {
    return files.open(path(ref, artifact.path()), from);
  }

  long length(ModelRef ref, Artifact artifact) throws IOException {
    return files.length(path(ref, artifact.path()));
  }

  String path(ModelRef ref, String file) {
    String folder = folder(ref);
    return folder.isEmpty() ? file : folder + "/" + file;
  }

  private String folder(ModelRef ref) {
    return only == null ? ref.folder() : "";
  }

  /** Where the repository is, without credentials. */
  public String address() {
    return files.describe("");
  }

  /** What tells its content from another repository's, on another server for one. */
  String identity() {
    return files.identity();
  }

  /** Where a version's folder is, for people. */
  public String address(ModelRef ref) {
    return files.describe(folder(ref));
  }

  /** Where a version's folder is, for the registry: {@code s3://…} or {@code file:///…}. */
  public String location(ModelRef ref) {
    return local(ref)
        .map(folder -> "file://" + folder.toUri().getRawPath().replaceFirst("/$", ""))
        .orElse(address(ref));
  }

  String address(ModelRef ref, Artifact artifact) {
    return files.describe(path(ref, artifact.path()));
  }

  @Override
  public String toString() {
    return address();
  }

  @Override
  public void close() {
    files.close();
  }
}
