package com.ytempire.ml.jobs.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** Writes records to one local file. Confined to one thread. */
interface RecordWriter<T> extends Closeable {
  void write(T record) throws IOException;

  /** Opens a writer where the sink runs. */
  @FunctionalInterface
  interface Factory<T> extends Serializable {
    RecordWriter<T> open(Path file) throws IOException;
  }
}
