package com.ytempire.ml.core.event.json;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of bytes from a plain or gzipped stream (told apart by gzip's first two bytes) in
 * bounded memory: about 1 MiB however long a line is.
 *
 * <p>A line ends at LF; a CR before it is cut; the last line needs no end. A byte order mark at the
 * start is skipped. Confined to one thread.
 */
public final class LineReader implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[4096];
  private long number;

  /**
   * One line.
   *
   * @param number its number, from 1
   * @param bytes its bytes without the line end; of a line of more than {@link
   *     EventLimits#MAX_PAYLOAD_BYTES} only the first {@link EventLimits#KEPT_BYTES_OF_LONG_LINE}.
   *     Compared by identity
   * @param length its true length in bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on at once and never compared.
  public record Line(long number, byte[] bytes, long length) {
    /** Whether {@code bytes} is only the start of the line. */
    public boolean isTruncated() {
      return length > bytes.length;
    }

    /** Why a truncated line is refused. */
    public String refusal() {
      return "line of "
          + length
          + " bytes; allowed: up to "
          + EventLimits.MAX_PAYLOAD_BYTES
          + " bytes";
    }
  }

  private LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * Takes over the stream and closes it with this reader.
   *
   * @throws IOException when the stream cannot be read or its gzip header is broken
   */
  public static LineReader open(InputStream stream) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(stream, BUFFER_BYTES);
    raw.mark(2);
    boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    LineReader reader = new LineReader(gzipped ? new GZIPInputStream(raw, BUFFER_BYTES) : raw);
    reader.skipByteOrderMark();
    return reader;
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < 3) {
      int read = in.read(buffer, limit, 3 - limit);
      if (read < 0) {
        break;
      }
      limit += read;
    }
    if (limit == 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      position = 3;
    }
  }

  /**
   * The next line, or null at the end.
   *
   * @throws IOException when the stream breaks, such as in a cut gzip file
   */
  public @Nullable Line next() throws IOException {
    int kept = 0;
    long length = 0;
    byte last = 0;
    while (true) {
      if (position == limit && !fill()) {
        return length == 0 ? null : finish(kept, length, last);
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int size = end - position;
      if (size > 0) {
        // One byte more than allowed is kept, for the CR that may follow a line of full length.
        int keep = Math.min(size, EventLimits.MAX_PAYLOAD_BYTES + 1 - kept);
        append(kept, keep);
        kept += keep;
        length += size;
        last = buffer[end - 1];
      }
      position = end;
      if (end < limit) {
        position++;
        return finish(kept, length, last);
      }
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private void append(int at, int size) {
    if (at + size > line.length) {
      line = Arrays.copyOf(line, Math.max(at + size, line.length * 2));
    }
    System.arraycopy(buffer, position, line, at, size);
  }

  private Line finish(int kept, long length, byte last) {
    long trueLength = length > 0 && last == '\r' ? length - 1 : length;
    int size =
        trueLength > EventLimits.MAX_PAYLOAD_BYTES
            ? EventLimits.KEPT_BYTES_OF_LONG_LINE
            : (int) Math.min(kept, trueLength);
    return new Line(++number, Arrays.copyOf(line, size), trueLength);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
