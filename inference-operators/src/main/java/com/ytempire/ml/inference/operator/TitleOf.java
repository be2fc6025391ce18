package com.ytempire.ml.inference.operator;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a record keeps its title. Travels with the job, so it must hold no state.
 *
 * @param <I> record
 */
@FunctionalInterface
public interface TitleOf<I> extends Serializable {
  /** The title, or null. */
  @Nullable String of(I input);
}
