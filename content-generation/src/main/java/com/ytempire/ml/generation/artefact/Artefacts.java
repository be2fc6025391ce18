package com.ytempire.ml.generation.artefact;

import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Finished artefacts. What was put under a name is there whole or not at all, and stays as it is.
 * Safe to share; calls block. What is not there is a {@link java.nio.file.NoSuchFileException}.
 */
public interface Artefacts extends AutoCloseable {
  /**
   * Those of a folder or a bucket; nothing is read or written yet.
   *
   * @param path a folder of this machine, or {@code s3://bucket/prefix}
   * @throws IllegalArgumentException when an address of a bucket has another form
   */
  static Artefacts open(String path, ObjectStoreSettings objects) {
    return S3Folder.isAddress(path)
        ? new BucketArtefacts(S3Folder.open(path, objects))
        : new FolderArtefacts(Path.of(path));
  }

  /** Keeps an artefact; under a name that is taken, nothing happens. */
  void put(ArtefactName name, byte[] content) throws IOException;

  /** Its length in bytes. */
  long length(ArtefactName name) throws IOException;

  /**
   * A part of it.
   *
   * @param from first byte, from 0
   * @param count how many bytes, 1 or more; the artefact must reach that far
   */
  byte[] read(ArtefactName name, long from, int count) throws IOException;

  @Override
  void close();
}
