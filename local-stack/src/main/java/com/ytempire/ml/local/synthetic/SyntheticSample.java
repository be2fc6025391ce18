package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a bounded synthetic stream as gzipped JSON lines: {@code SyntheticSample SEED RECORDS
 * FIRST_PLAYED_AT FILE}. {@code samples/synthetic.jsonl.gz} was written with {@code 1 3000
 * 2026-01-02T00:00:00Z}; a test compares it.
 */
public final class SyntheticSample {
  private SyntheticSample() {}

  /**
   * @throws IOException when the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      throw new IllegalArgumentException("expected: SEED RECORDS FIRST_PLAYED_AT FILE");
    }
    SyntheticStream stream = new SyntheticStream(Long.parseLong(args[0]), Long.parseLong(args[1]));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(args[3])))) {
      write(stream, Instant.parse(args[2]), out);
    }
  }

  static void write(SyntheticStream stream, Instant firstPlayedAt, OutputStream out)
      throws IOException {
    try (InputReader reader = stream.open(firstPlayedAt)) {
      for (InputRecord r = reader.next(); r != null; r = reader.next()) {
        out.write(r.payload());
        out.write('\n');
      }
    }
  }
}
