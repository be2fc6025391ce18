package com.ytempire.ml.jobs.io.file;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges inputs by event time, so that files of several regions play side by side instead of one
 * after the other, which would make all but the first late. Each input keeps its own order; ties go
 * to the input named first; records without a time come as soon as they are met.
 */
public final class MergedReader implements InputReader {
  private final List<InputReader> readers;
  private final List<@Nullable InputRecord> heads = new ArrayList<>();

  private MergedReader(List<InputReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /**
   * Takes over the readers and closes them with this one, or at once when the first read fails.
   *
   * @throws IOException when an input cannot be read
   */
  public static InputReader of(List<InputReader> readers) throws IOException {
    if (readers.size() == 1) {
      return readers.get(0);
    }
    MergedReader merged = new MergedReader(readers);
    try {
      for (InputReader reader : merged.readers) {
        merged.heads.add(reader.next());
      }
      return merged;
    } catch (IOException | RuntimeException e) {
      merged.close();
      throw e;
    }
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    int chosen = -1;
    Instant earliest = null;
    for (int i = 0; i < heads.size(); i++) {
      InputRecord head = heads.get(i);
      if (head == null) {
        continue;
      }
      Instant time = head.eventTime();
      if (time == null) {
        chosen = i;
        break;
      }
      if (earliest == null || time.isBefore(earliest)) {
        earliest = time;
        chosen = i;
      }
    }
    if (chosen < 0) {
      return null;
    }
    InputRecord record = heads.get(chosen);
    heads.set(chosen, readers.get(chosen).next());
    return record;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (InputReader reader : readers) {
      try {
        reader.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
