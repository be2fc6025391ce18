package com.ytempire.ml.bench.measure;

/**
 * The most memory that was seen in use.
 *
 * @param processBytes resident set of this process; 0 where the system does not tell
 * @param childrenBytes resident sets of its children added up, what they share counted in each
 * @param heapBytes used heap of this process, garbage included
 */
public record MemoryUse(long processBytes, long childrenBytes, long heapBytes) {

  /** The larger of each. */
  public MemoryUse max(MemoryUse other) {
    return new MemoryUse(
        Math.max(processBytes, other.processBytes),
        Math.max(childrenBytes, other.childrenBytes),
        Math.max(heapBytes, other.heapBytes));
  }
}
