package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelFolders;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of a repository on this machine, within a bound. What is there is served without asking
 * the repository. Threads and processes that want one version at once download it once; a download
 * that was broken off is resumed, after a killed process too. Every file is compared with its
 * digest when it is downloaded and when a process first uses it, and with its length at each fetch;
 * one that is damaged is fetched again.
 *
 * <p>Versions of a repository in a folder are used where they lie, under the same comparisons.
 *
 * <p>Safe to share between threads. Processes may share the folder.
 */
public final class ModelCache implements ModelFolders, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

  /** Longest wait for a process that downloads the same version. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Digest of the manifest; its presence says that the folder was completed. */
  private static final String SEAL = ".manifest-sha256";

  private final ModelRepository repository;
  private final CacheFolders folders;
  private final CacheRoom room;
  private final Clock clock;
  private final VerifiedFiles verified = new VerifiedFiles();
  private final Map<ModelRef, CompletableFuture<ModelFolder>> flights = new ConcurrentHashMap<>();
  private final Map<ModelRef, Integer> uses = new HashMap<>();

  /**
   * A cache that takes over the repository: closing it closes both.
   *
   * @param directory {@code MODEL_CACHE_DIR}; the cache keeps to its subfolder {@code registry}
   * @param maxBytes most bytes of all versions in the folder
   */
  public ModelCache(ModelRepository repository, Path directory, long maxBytes, Clock clock) {
    this.repository = repository;
    this.folders = CacheFolders.in(directory);
    this.room = new CacheRoom(folders, maxBytes);
    this.clock = clock;
  }

  /** The cache of the configured repository. Nothing is read or written yet. */
  public static ModelCache open(ModelSettings models, ObjectStoreSettings objects) {
    return open(ModelRepository.open(models.registryPath(), objects), models);
  }

  /** A cache of another repository, such as a pinned version's, with the configured bound. */
  public static ModelCache open(ModelRepository repository, ModelSettings models) {
    return new ModelCache(
        repository, Path.of(models.cacheDir()), models.maxCacheBytes(), Clock.systemUTC());
  }

  public ModelRepository repository() {
    return repository;
  }

  @Override
  public ModelFolder fetch(ModelRef ref) {
    Optional<Path> local = repository.local(ref);
    if (local.isPresent()) {
      return inPlace(ref, local.get());
    }
    while (true) {
      var mine = new CompletableFuture<ModelFolder>();
      CompletableFuture<ModelFolder> running = flights.putIfAbsent(ref, mine);
      if (running == null) {
        return lead(ref, mine);
      }
      ModelFolder folder = follow(running);
      // The leader may have released it already, and another version may have taken its room.
      if (folders.useLock(key(ref)).shareAgain()) {
        used(ref);
        return folder;
      }
    }
  }

  private ModelFolder lead(ModelRef ref, CompletableFuture<ModelFolder> flight) {
    try {
      ModelFolder folder = load(ref);
      used(ref);
      flight.complete(folder);
      return folder;
    } catch (IOException e) {
      ModelLoadException failure = Failures.cache(folders.root(), e);
      flight.completeExceptionally(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      flight.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(ref, flight);
    }
  }

  private static ModelFolder follow(CompletableFuture<ModelFolder> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ModelLoadException failure) {
        throw new ModelLoadException(String.valueOf(failure.getMessage()), failure);
      }
      throw e;
    }
  }

  private ModelFolder inPlace(ModelRef ref, Path folder) {
    ModelManifest manifest = repository.manifest(ref);
    for (Artifact artifact : manifest.artifacts()) {
      String address = repository.address(ref, artifact);
      @Nullable String problem;
      try {
        Path file = folder.resolve(artifact.path());
        if (!Files.exists(file)) {
          throw new NoSuchFileException(file.toString());
        }
        problem = verified.problem(file, artifact);
      } catch (IOException e) {
        throw Failures.reading(address, "a file of " + ref, e);
      }
      if (problem != null) {
        throw Failures.damaged(address, problem);
      }
    }
    return new ModelFolder(manifest, folder);
  }

  private ModelFolder load(ModelRef ref) throws IOException {
    folders.create();
    String key = key(ref);
    LockFile use = folders.useLock(key);
    try (LockFile.Held fetching = folders.fetchLock(key).exclusive(PATIENCE)) {
      use.share(PATIENCE);
      try {
        ModelManifest manifest = cached(key);
        if (manifest == null) {
          manifest = download(ref, key);
        }
        folders.noteUse(key, clock.instant());
        return new ModelFolder(manifest, folders.complete(key));
      } catch (IOException | RuntimeException | Error e) {
        use.unshare();
        throw e;
      }
    }
  }

  /** The manifest of a version that is here and undamaged; what is damaged is taken out. */
  private @Nullable ModelManifest cached(String key) throws IOException {
    Path folder = folders.complete(key);
    if (!Files.isDirectory(folder)) {
      return null;
    }
    ModelManifest manifest = sealed(folder);
    boolean whole = manifest != null;
    if (manifest != null) {
      for (Artifact artifact : manifest.artifacts()) {
        Path file = folder.resolve(artifact.path());
        String problem = verified.problem(file, artifact);
        if (problem != null) {
          warnOfDamage(file, problem);
          Files.deleteIfExists(file);
          whole = false;
        }
      }
    }
    if (!whole) {
      // What is undamaged need not be downloaded again.
      folders.delete(folders.partial(key));
      Files.move(folder, folders.partial(key));
    }
    return whole ? manifest : null;
  }

  private static @Nullable ModelManifest sealed(Path folder) throws IOException {
    Path file = folder.resolve(ModelManifest.FILE);
    try {
      byte[] manifest = Files.readAllBytes(file);
      if (Files.readString(folder.resolve(SEAL)).equals(Digests.of(manifest))) {
        return ManifestJson.read(manifest, file.toString());
      }
      warnOfDamage(file, "it has changed since it was downloaded");
    } catch (NoSuchFileException e) {
      warnOfDamage(file, "it is not there");
    }
    return null;
  }

  private static void warnOfDamage(Path file, String problem) {
    LOG.atWarn()
        .addKeyValue("path", file)
        .addKeyValue("problem", problem)
        .log("a file of the model cache is damaged; fetching it again");
  }

  private ModelManifest download(ModelRef ref, String key) throws IOException {
    ModelManifest manifest = repository.manifest(ref);
    room.reserve(key, manifest);
    Path partial = folders.partial(key);
    var download = new Download(repository, ref, partial, verified);
    for (Artifact artifact : manifest.artifacts()) {
      download.fetch(artifact);
    }
    Files.writeString(
        partial.resolve(SEAL),
        Digests.of(Files.readAllBytes(partial.resolve(ModelManifest.FILE))),
        StandardCharsets.US_ASCII);
    Files.move(partial, folders.complete(key), StandardCopyOption.ATOMIC_MOVE);
    LOG.atInfo()
        .addKeyValue("modelId", ref.modelId())
        .addKeyValue("from", repository.address(ref))
        .addKeyValue("bytes", CacheRoom.bytes(manifest))
        .log("model version downloaded and verified");
    return manifest;
  }

  private void used(ModelRef ref) {
    synchronized (uses) {
      uses.merge(ref, 1, Integer::sum);
    }
  }

  @Override
  public void release(ModelFolder folder) {
    ModelRef ref = folder.manifest().ref();
    synchronized (uses) {
      Integer count = uses.get(ref);
      if (count == null) {
        return; // It lies in the repository itself, or this cache is closed.
      }
      if (count == 1) {
        uses.remove(ref);
      } else {
        uses.put(ref, count - 1);
      }
    }
    folders.useLock(key(ref)).unshare();
  }

  private String key(ModelRef ref) {
    return CacheFolders.key(repository.identity(), ref);
  }

  /** Releases what was fetched here and not released, and closes the repository. */
  @Override
  public void close() {
    synchronized (uses) {
      uses.forEach(
          (ref, count) -> {
            for (int i = 0; i < count; i++) {
              folders.useLock(key(ref)).unshare();
            }
          });
      uses.clear();
    }
    repository.close();
  }
}
