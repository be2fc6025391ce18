package com.ytempire.ml.generation.artefact;

import com.ytempire.ml.core.store.object.S3Folder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Artefacts in a bucket; takes the folder over. */
final class BucketArtefacts implements Artefacts {
  private final S3Folder folder;

  BucketArtefacts(S3Folder folder) {
    this.folder = folder;
  }

  @Override
  public void put(ArtefactName name, byte[] content) throws IOException {
    try {
      var unused = folder.length(name.path());
    } catch (NoSuchFileException e) {
      // Two who put it at once put the same.
      folder.write(name.path(), content);
    }
  }

  @Override
  public long length(ArtefactName name) throws IOException {
    return folder.length(name.path());
  }

  @Override
  public byte[] read(ArtefactName name, long from, int count) throws IOException {
    return folder.read(name.path(), from, count);
  }

  @Override
  public void close() {
    folder.close();
  }
}
