package com.ytempire.ml.inference.repository;

import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.json.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cache within its bound: before a version is downloaded its whole size is reserved, and
 * those that were not used for longest go until it fits. Versions in use, here or in another
 * process, stay.
 */
final class CacheRoom {
  private static final Logger LOG = LoggerFactory.getLogger(CacheRoom.class);
  private static final int SEAL_BYTES = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CacheFolders folders;
  private final long maxBytes;

  CacheRoom(CacheFolders folders, long maxBytes) {
    this.folders = folders;
    this.maxBytes = maxBytes;
  }

  private record Entry(String key, long bytes, FileTime lastUse) {}

  /** Length of all files of a version, as the cache keeps it. */
  static long bytes(ModelManifest manifest) {
    return manifest.artifacts().stream().mapToLong(Artifact::bytes).sum()
        + ManifestJson.write(manifest).length
        + SEAL_BYTES;
  }

  /**
   * Reserves room for a version by putting its manifest into its partial folder. The caller holds
   * the version's fetch lock.
   *
   * @throws ModelLoadException when it is larger than the bound, or too much else is in use
   */
  void reserve(String key, ModelManifest manifest) throws IOException {
    long wanted = bytes(manifest);
    if (wanted > maxBytes) {
      throw new ModelLoadException(
          "%s has %d bytes, more than the whole cache may hold (%d); raise MODEL_MAX_CACHE_SIZE_GB"
              .formatted(manifest.ref(), wanted, maxBytes));
    }
    try (LockFile.Held room = folders.roomLock().exclusive(PATIENCE)) {
      folders.emptyTrash();
      long kept = 0;
      List<Entry> entries = entries(key);
      for (Entry entry : entries) {
        kept += entry.bytes;
      }
      List<String> stayed = new ArrayList<>();
      for (Entry entry : entries) {
        if (kept + wanted <= maxBytes) {
          break;
        }
        if (remove(entry)) {
          kept -= entry.bytes;
        } else {
          stayed.add(entry.key);
        }
      }
      if (kept + wanted > maxBytes) {
        throw new ModelLoadException(
            "%s has %d bytes, and the model cache at %s, which may hold %d, has no room for it: in use are %s; raise MODEL_MAX_CACHE_SIZE_GB or close some of them"
                .formatted(
                    manifest.ref(), wanted, folders.root(), maxBytes, Failures.names(stayed)));
      }
      Path partial = folders.partial(key);
      Files.createDirectories(partial);
      Files.write(partial.resolve(ModelManifest.FILE), ManifestJson.write(manifest));
    }
  }

  /** What there is but for one version; longest unused first. */
  private List<Entry> entries(String except) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String key : CacheFolders.keys(folders.root().resolve("complete"))) {
      entries.add(entry(key, CacheFolders.size(folders.complete(key))));
    }
    for (String key : CacheFolders.keys(folders.root().resolve("partial"))) {
      Path partial = folders.partial(key);
      entries.add(entry(key, Math.max(reserved(partial), CacheFolders.size(partial))));
    }
    return entries.stream()
        .filter(entry -> !entry.key.equals(except))
        .sorted(Comparator.comparing(Entry::lastUse).thenComparing(Entry::key))
        .toList();
  }

  private Entry entry(String key, long bytes) throws IOException {
    return new Entry(key, bytes, folders.lastUse(key));
  }

  private static long reserved(Path partial) {
    try {
      return bytes(ManifestJson.read(partial));
    } catch (ModelLoadException e) {
      return 0; // Not written to its end: then nothing was downloaded yet.
    }
  }

  private boolean remove(Entry entry) throws IOException {
    try (LockFile.Held fetch = folders.fetchLock(entry.key).tryExclusive()) {
      if (fetch == null) {
        return false;
      }
      try (LockFile.Held use = folders.useLock(entry.key).tryExclusive()) {
        if (use == null) {
          return false;
        }
        folders.delete(folders.complete(entry.key));
        folders.delete(folders.partial(entry.key));
        LOG.atInfo()
            .addKeyValue("version", entry.key)
            .addKeyValue("bytes", entry.bytes)
            .log("removed the model version that was not used for longest from the cache");
        return true;
      }
    }
  }
}
