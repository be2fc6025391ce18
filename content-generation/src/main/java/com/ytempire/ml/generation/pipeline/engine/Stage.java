package com.ytempire.ml.generation.pipeline.engine;

import java.util.Set;

/**
 * What a stage does. Safe to share; a call blocks and ends soon after it was interrupted. It may be
 * called again for the same run, also after its process has died in the middle of it: what costs is
 * to be done under {@link StageContext#key}.
 */
public interface Stage {
  /** As {@code pipelines.yaml} names it, such as {@code script_generation}. */
  String name();

  /** The fallbacks that it has, besides being skipped. */
  Set<String> fallbacks();

  /**
   * Does it.
   *
   * @throws StageException when it cannot be done, and whether trying again may help
   */
  StageResult run(StageContext context) throws StageException, InterruptedException;

  /**
   * Does it in another way.
   *
   * @param fallback one of {@link #fallbacks}
   * @throws StageException when that cannot be done either
   */
  StageResult fallBack(String fallback, StageContext context)
      throws StageException, InterruptedException;
}
