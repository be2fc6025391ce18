package com.ytempire.ml.features.offline;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets Parquet write to any stream, from its present place on, and leaves it open. */
final class StreamOutputFile implements OutputFile {
  private final OutputStream target;

  StreamOutputFile(OutputStream target) {
    this.target = target;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new CountingStream(target);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream target;
    private long position;

    CountingStream(OutputStream target) {
      this.target = target;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      target.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      target.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }

    @Override
    public void close() throws IOException {
      // The stream belongs to whoever opened it.
      target.flush();
    }
  }
}
