package com.ytempire.ml.inference.repository;

import com.ytempire.ml.inference.model.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares files with what manifests say of them: the length always, the digest the first time and
 * again after the file has changed. Safe to share between threads.
 */
final class VerifiedFiles {
  /** By the file system's own key, which a file keeps when it is moved, or by path. */
  private final Map<Object, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(long bytes, FileTime changed, String sha256) {}

  /** What is wrong with a file, or null when it is as it should be. */
  @Nullable String problem(Path file, Artifact expected) throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return "it is not there";
    }
    if (now.size() != expected.bytes()) {
      return "expected %d bytes, found %d".formatted(expected.bytes(), now.size());
    }
    Object key = now.fileKey() == null ? file : now.fileKey();
    var wanted = new Seen(now.size(), now.lastModifiedTime(), expected.sha256());
    if (wanted.equals(seen.get(key))) {
      return null;
    }
    String found = Digests.of(expected.path(), file).sha256();
    if (!found.equals(expected.sha256())) {
      return "expected sha256 %s, found %s".formatted(expected.sha256(), found);
    }
    seen.put(key, wanted);
    return null;
  }
}
