package com.ytempire.ml.inference.model;

import com.ytempire.ml.core.model.ModelRef;

/**
 * Brings versions to this machine. Safe to share between threads; calls block, for as long as a
 * download takes.
 */
public interface ModelFolders {
  /**
   * The files of a version, complete and verified. They stay where they are until {@link #release}
   * has been called as often as this was for the version.
   *
   * @throws ModelLoadException when the version is missing, incomplete or damaged, or its
   *     repository does not answer
   */
  ModelFolder fetch(ModelRef ref);

  /** Says that files of an earlier {@link #fetch} are no longer read, and may be removed. */
  default void release(ModelFolder folder) {}
}
