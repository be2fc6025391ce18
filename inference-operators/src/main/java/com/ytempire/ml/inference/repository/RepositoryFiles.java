package com.ytempire.ml.inference.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files by relative path, wherever they lie. A missing file or root is a {@link
 * java.nio.file.NoSuchFileException}, a refusal a {@link java.nio.file.AccessDeniedException}. Safe
 * to share between threads.
 */
interface RepositoryFiles extends AutoCloseable {
  /** Paths of all files below a folder, or below the root for an empty path; sorted. */
  List<String> list(String folder) throws IOException;

  /** Length in bytes. */
  long length(String path) throws IOException;

  /** The content from a byte on, which is below the length. */
  InputStream open(String path, long from) throws IOException;

  /**
   * Puts a file there, whole or not at all, unless there is one.
   *
   * @return whether it was put there
   */
  boolean writeNew(String path, Path file) throws IOException;

  /** A folder as one of this machine's, where it is one. */
  Optional<Path> local(String folder);

  /** The address of a file or folder, for people. */
  String describe(String path);

  /** As the root's address, with the server that it is on. */
  default String identity() {
    return describe("");
  }

  @Override
  void close();
}
