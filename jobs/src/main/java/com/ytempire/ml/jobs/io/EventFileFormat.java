package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.jspecify.annotations.Nullable;

/**
 * Reads local event files of every layout that {@link InputFile} knows. A file is one split,
 * because positions are record numbers. Records that cannot be read become dead letters; the file
 * goes on.
 *
 * @param <T> the kind of source record: of one file some records may be of another kind, and are
 *     left to the source of that kind
 */
final class EventFileFormat<T extends SourceRecord> implements BulkFormat<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 512;

  /** Room for 2^40 records in a file, below the file's own number. */
  private static final int FILE_SHIFT = 40;

  private final Class<T> type;
  private final Conversion<T> conversion;
  private final List<String> files;
  private final long arrivedAtMillis;

  /** Makes a source record, or null for a record of another kind. */
  interface Conversion<T> extends Serializable {
    @Nullable T convert(InputRecord record, long position, long arrivedAtMillis);
  }

  private EventFileFormat(
      Class<T> type, Conversion<T> conversion, List<Path> files, long arrivedAtMillis) {
    this.type = type;
    this.conversion = conversion;
    this.files = files.stream().map(file -> file.toAbsolutePath().toString()).toList();
    this.arrivedAtMillis = arrivedAtMillis;
  }

  /**
   * Snapshots, and everything that cannot be read.
   *
   * @param files every file of the source, in the order in which they count
   * @param arrivedAtMillis when the run began: the moment from which the platform knows the events
   */
  static EventFileFormat<VideoRecord> videos(List<Path> files, long arrivedAtMillis) {
    return new EventFileFormat<>(VideoRecord.class, EventFileFormat::video, files, arrivedAtMillis);
  }

  /** Trend signals; what cannot be read is left to {@link #videos}. */
  static EventFileFormat<SignalRecord> signals(List<Path> files, long arrivedAtMillis) {
    return new EventFileFormat<>(
        SignalRecord.class, EventFileFormat::signal, files, arrivedAtMillis);
  }

  private static @Nullable VideoRecord video(InputRecord record, long position, long arrivedAt) {
    return switch (record.kind()) {
      case VIDEO_EVENT ->
          VideoRecord.of(Objects.requireNonNull(record.event()), position, arrivedAt);
      case TREND_SIGNAL -> null;
      case UNREADABLE, REFUSED ->
          VideoRecord.broken(
              new DeadLetter(
                  record.origin(),
                  record.position(),
                  record.payload(),
                  Objects.requireNonNull(record.reason()),
                  EventDecoder.VIDEO_STAGE,
                  java.time.Instant.ofEpochMilli(arrivedAt)),
              arrivedAt);
    };
  }

  private static @Nullable SignalRecord signal(InputRecord record, long position, long arrivedAt) {
    return record.signal() == null ? null : SignalRecord.of(record.signal(), position, arrivedAt);
  }

  @Override
  public Reader<T> createReader(Configuration config, FileSourceSplit split) throws IOException {
    return new Records(split, 0);
  }

  @Override
  public Reader<T> restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    return new Records(
        split,
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L));
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(type);
  }

  /** Confined to the fetcher thread of its split. */
  private final class Records implements Reader<T> {
    private final InputReader reader;
    private final long firstPosition;
    private long handedOn;

    Records(FileSourceSplit split, long toSkip) throws IOException {
      String path = split.path().getPath();
      firstPosition = (long) Math.max(0, files.indexOf(path)) << FILE_SHIFT;
      reader = InputFile.at(Path.of(path)).open(Clock.systemUTC());
      while (handedOn < toSkip && next() != null) {
        handedOn++;
      }
    }

    @Override
    @SuppressWarnings("unchecked") // an array of a generic type, filled with that type only
    public @Nullable RecordIterator<T> readBatch() throws IOException {
      List<T> batch = new ArrayList<>(BATCH);
      for (T record = next(); record != null; record = next()) {
        batch.add(record);
        if (batch.size() == BATCH) {
          break;
        }
      }
      if (batch.isEmpty()) {
        return null;
      }
      var iterator = new ArrayResultIterator<T>();
      iterator.set(
          (T[]) batch.toArray(SourceRecord[]::new),
          batch.size(),
          CheckpointedPosition.NO_OFFSET,
          handedOn);
      handedOn += batch.size();
      return iterator;
    }

    private @Nullable T next() throws IOException {
      for (InputRecord record = reader.next(); record != null; record = reader.next()) {
        T converted =
            conversion.convert(record, firstPosition + record.position(), arrivedAtMillis);
        if (converted != null) {
          return converted;
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
