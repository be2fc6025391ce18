package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.operator.EventFeatures;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.src.FileSource;

/** Local files as the bounded inputs and outputs of a batch run. */
public final class LocalFiles {
  private LocalFiles() {}

  /**
   * Snapshots, and what cannot be read, from JSON-lines or trending CSV files.
   *
   * @param files the files; a later file's records count as later than an earlier one's
   * @param arrivedAtMillis when the run began
   */
  public static FileSource<VideoRecord> videos(List<Path> files, long arrivedAtMillis) {
    return source(EventFileFormat.videos(files, arrivedAtMillis), files);
  }

  /** Trend signals from JSON-lines files; see {@link #videos}. */
  public static FileSource<SignalRecord> signals(List<Path> files, long arrivedAtMillis) {
    return source(EventFileFormat.signals(files, arrivedAtMillis), files);
  }

  private static <T extends SourceRecord> FileSource<T> source(
      EventFileFormat<T> format, List<Path> files) {
    var paths =
        files.stream()
            .map(file -> new org.apache.flink.core.fs.Path(file.toAbsolutePath().toUri()))
            .toArray(org.apache.flink.core.fs.Path[]::new);
    return FileSource.forBulkFileFormat(format, paths).build();
  }

  /**
   * One row per snapshot: {@code event_id}, then the columns.
   *
   * @param file where to write; its ending chooses the format: {@code .csv} or {@code .parquet}
   * @throws IllegalArgumentException when the ending is neither
   */
  public static Sink<EventFeatures> rows(Path file, List<FeatureColumn> columns) {
    List<FeatureColumn> kept = List.copyOf(columns);
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".csv")) {
      return new LocalFileSink<>(file, part -> new CsvRowWriter(part, kept));
    }
    if (name.endsWith(".parquet")) {
      return new LocalFileSink<>(file, part -> new ParquetRowWriter(part, kept));
    }
    throw new IllegalArgumentException(
        "output file %s: its ending must be .csv or .parquet".formatted(file));
  }

  /** Dead letters as JSON lines. */
  public static Sink<DeadLetter> deadLetters(Path file) {
    return new LocalFileSink<>(file, DeadLetterLines::new);
  }
}
