package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.store.object.S3Folder;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object as a stream that can go to any place. Small reads are served from a part that was
 * fetched ahead; one large read is one request. Confined to one thread.
 */
final class S3FileStream extends InputStream {
  /** Many small reads (footers, page headers) become few requests. */
  private static final int AHEAD_BYTES = 256 << 10;

  private final S3Folder folder;
  private final String path;
  private final long length;

  private byte[] part = {};
  private long partStart;
  private long position;

  S3FileStream(S3Folder folder, String path, long length) {
    this.folder = folder;
    this.path = path;
    this.length = length;
  }

  long position() {
    return position;
  }

  void seek(long to) {
    position = to;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position >= length) {
      return -1;
    }
    if (position < partStart || position >= partStart + part.length) {
      int wanted = (int) Math.min(Math.max(count, AHEAD_BYTES), length - position);
      part = folder.read(path, position, wanted);
      partStart = position;
    }
    int start = (int) (position - partStart);
    int copied = Math.min(count, part.length - start);
    System.arraycopy(part, start, into, offset, copied);
    position += copied;
    return copied;
  }
}
