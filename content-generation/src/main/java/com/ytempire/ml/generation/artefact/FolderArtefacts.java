package com.ytempire.ml.generation.artefact;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Artefacts in a folder of this machine, which is made when needed. */
final class FolderArtefacts implements Artefacts {
  private final Path root;

  FolderArtefacts(Path root) {
    this.root = root;
  }

  @Override
  public void put(ArtefactName name, byte[] content) throws IOException {
    Path file = root.resolve(name.path());
    if (Files.exists(file)) {
      return;
    }
    Path folder = root.resolve(name.path()).toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "unfinished-", "");
    try {
      Files.write(unfinished, content);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  @Override
  public long length(ArtefactName name) throws IOException {
    return Files.size(root.resolve(name.path()));
  }

  @Override
  public byte[] read(ArtefactName name, long from, int count) throws IOException {
    Path file = root.resolve(name.path());
    ByteBuffer part = ByteBuffer.allocate(count);
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      channel.position(from);
      while (part.hasRemaining()) {
        if (channel.read(part) < 0) {
          throw new EOFException("%s ends before byte %d".formatted(name.text(), from + count));
        }
      }
    }
    return part.array();
  }

  @Override
  public void close() {
    // Nothing is open between calls.
  }
}
