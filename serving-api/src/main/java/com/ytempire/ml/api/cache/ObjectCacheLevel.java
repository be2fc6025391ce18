package com.ytempire.ml.api.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.store.object.S3Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;

/**
 * Texts in a folder of S3, the parts of a key being folders. They stay until the bucket's own rules
 * remove them; the cache tells by itself which are too old.
 */
public final class ObjectCacheLevel implements CacheLevel {
  private final S3Folder folder;

  /**
   * @param folder stays the caller's
   */
  public ObjectCacheLevel(S3Folder folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Optional<String> get(String key) {
    try {
      return Optional.of(new String(folder.read(path(key)), UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void put(String key, String value, Duration ttl) {
    try {
      folder.write(path(key), value.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(String key) {
    return key.replace(':', '/') + ".json";
  }
}
