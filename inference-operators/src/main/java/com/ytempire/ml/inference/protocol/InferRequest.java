package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.inference.model.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An inference request, read.
 *
 * @param id the sender's own id, or null
 * @param inputs by name; empty for a raw request
 * @param raw the content of a request that has no JSON: the bytes of the model's only input; or
 *     null
 * @param outputs those asked for, in that order; empty means all
 * @param binaryOutputs whether outputs that do not say otherwise are to be binary
 * @param timeout longest time to answer, or null when the request names none
 */
record InferRequest(
    @Nullable String id,
    Map<String, Tensor> inputs,
    byte @Nullable [] raw,
    List<RequestedOutput> outputs,
    boolean binaryOutputs,
    @Nullable Duration timeout) {

  /** A request without JSON; all its outputs are binary. */
  static InferRequest raw(byte[] body) {
    return new InferRequest(null, Map.of(), body, List.of(), true, null);
  }

  /** Whether an output is to be binary. */
  boolean isBinary(RequestedOutput output) {
    return output.binary().orElse(binaryOutputs);
  }

  /**
   * @param name name of the output
   * @param binary what the request says of this output alone
   */
  record RequestedOutput(String name, Optional<Boolean> binary) {}
}
