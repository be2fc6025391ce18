package com.ytempire.ml.api.routing;

import com.ytempire.ml.inference.engine.ModelLease;
import java.util.concurrent.CompletableFuture;

/** Asks a version what another one has answered already. */
@FunctionalInterface
public interface ShadowCall {
  /**
   * What a version answers.
   *
   * @param outputJson in the form of the answer that was given, a JSON object
   * @param confidence how sure the model is, 0 to 1
   */
  record ShadowAnswer(String outputJson, double confidence) {}

  /**
   * Asks it.
   *
   * @param lease of the version, closed by the caller when the answer is there
   */
  CompletableFuture<ShadowAnswer> ask(ModelLease lease);
}
