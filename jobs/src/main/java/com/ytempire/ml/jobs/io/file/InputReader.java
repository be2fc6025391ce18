package com.ytempire.ml.jobs.io.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the records of an input, one after the other, the same ones in the same order each time the
 * input is opened. Confined to one thread; bounded memory.
 */
public interface InputReader extends Closeable {
  /**
   * The next record, or null at the end.
   *
   * @throws IOException when the input cannot be read any further, such as a cut gzip file; a
   *     record that is merely wrong is no exception
   */
  @Nullable InputRecord next() throws IOException;
}
