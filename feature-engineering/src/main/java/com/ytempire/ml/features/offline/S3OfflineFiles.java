package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.store.object.S3Folder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Files in S3. A file is read in parts as they are asked for, and written by way of a temporary
 * file of this machine, because an object appears whole and its length must be known.
 */
public final class S3OfflineFiles implements OfflineFiles, AutoCloseable {
  private final S3Folder folder;

  /** Takes over the folder: closing this closes it. */
  public S3OfflineFiles(S3Folder folder) {
    this.folder = folder;
  }

  @Override
  public List<String> list(String below) throws IOException {
    return folder.list(below);
  }

  @Override
  public InputFile open(String path) throws IOException {
    return new S3InputFile(folder, path, folder.length(path));
  }

  @Override
  public void write(String path, Content content) throws IOException {
    Path whole = Files.createTempFile("ytempire-offline-", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
        content.writeTo(out);
      }
      folder.write(path, whole);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public void close() {
    folder.close();
  }

  private record S3InputFile(S3Folder folder, String path, long length) implements InputFile {
    @Override
    public long getLength() {
      return length;
    }

    @Override
    public SeekableInputStream newStream() {
      return new Positioned(new S3FileStream(folder, path, length));
    }
  }

  /** Tells Parquet where the stream is. */
  private static final class Positioned extends DelegatingSeekableInputStream {
    private final S3FileStream stream;

    Positioned(S3FileStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return stream.position();
    }

    @Override
    public void seek(long position) {
      stream.seek(position);
    }
  }
}
