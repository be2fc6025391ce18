package com.ytempire.ml.inference.protocol;

/**
 * What a request may cost at most; beyond it is refused before memory is taken.
 *
 * @param maxBodyBytes length of the content, in bytes
 * @param maxTensors inputs of a request, and outputs that it asks for
 * @param maxRank dimensions of a tensor
 * @param maxElements elements of all inputs of a request together
 */
public record ProtocolLimits(int maxBodyBytes, int maxTensors, int maxRank, int maxElements) {
  /** 32 MiB, 64 tensors of 8 dimensions, and 8 million elements. */
  public static final ProtocolLimits DEFAULT = new ProtocolLimits(32 << 20, 64, 8, 8_000_000);

  /**
   * @throws IllegalArgumentException when a limit is not at least 1
   */
  public ProtocolLimits {
    if (maxBodyBytes < 1 || maxTensors < 1 || maxRank < 1 || maxElements < 1) {
      throw new IllegalArgumentException(
          "limits %d bytes, %d tensors, rank %d, %d elements: expected at least 1 each"
              .formatted(maxBodyBytes, maxTensors, maxRank, maxElements));
    }
  }
}
