package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import java.io.Serializable;

/**
 * A model that a stream's records are put to.
 *
 * @param initial version that answers until an update or a restored state says otherwise
 * @param input what the records hold for it
 * @param <I> record
 */
public record ModelQuery<I>(ModelRef initial, ModelInput<I> input) implements Serializable {
  public String model() {
    return initial.name();
  }
}
