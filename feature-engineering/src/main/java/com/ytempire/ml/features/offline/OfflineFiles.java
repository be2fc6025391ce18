package com.ytempire.ml.features.offline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.io.InputFile;

/**
 * Where the files of the offline store are. Paths are relative, with {@code /} between names. Safe
 * to share between threads.
 */
public interface OfflineFiles {

  /** Paths of all files below a folder, sorted; empty where there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** Opens a file for reading at any place. */
  InputFile open(String path) throws IOException;

  /**
   * Writes a file. Readers see it whole, once {@code content} has returned, or not at all; a file
   * of that name is replaced.
   */
  void write(String path, Content content) throws IOException;

  /** Writes the bytes of a file to a stream, which it leaves open. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
