package com.ytempire.ml.inference.cached;

import java.io.Serializable;

/** Makes or shares a {@link TextInference} where an operator runs; travels with the job. */
@FunctionalInterface
public interface TextInferenceProvider extends Serializable {
  /** An engine that the caller closes. May take seconds, when models have to be loaded. */
  TextInference acquire();
}
