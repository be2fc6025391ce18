package com.ytempire.ml.jobs.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes a bounded stream to one local file, at parallelism 1. The file appears under its name only
 * when it is whole; a run that fails and starts again begins it anew.
 */
final class LocalFileSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final RecordWriter.Factory<T> writers;

  LocalFileSink(Path file, RecordWriter.Factory<T> writers) {
    this.file = file.toAbsolutePath().toString();
    this.writers = writers;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    if (context.getTaskInfo().getNumberOfParallelSubtasks() != 1) {
      throw new IllegalStateException("one file has one writer: set the sink's parallelism to 1");
    }
    return new Writer();
  }

  private final class Writer implements SinkWriter<T> {
    private final Path whole = Path.of(file);
    private final Path part = Path.of(file + ".part");
    private final RecordWriter<T> records;
    private boolean closed;

    Writer() throws IOException {
      Path folder = whole.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      records = writers.open(part);
    }

    @Override
    public void write(T record, Context context) throws IOException {
      records.write(record);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput && !closed) {
        closed = true;
        records.close();
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        records.close();
        Files.deleteIfExists(part);
      }
    }
  }
}
