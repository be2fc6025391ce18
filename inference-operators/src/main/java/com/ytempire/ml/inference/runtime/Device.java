package com.ytempire.ml.inference.runtime;

/**
 * Where a session runs.
 *
 * @param kind which sort of processor
 * @param ordinal its number as this process counts them; 0 for the CPU
 */
record Device(Kind kind, int ordinal) {
  static final Device CPU = new Device(Kind.CPU, 0);

  enum Kind {
    CPU,
    CUDA
  }

  static Device cuda(int ordinal) {
    return new Device(Kind.CUDA, ordinal);
  }

  boolean isCpu() {
    return kind == Kind.CPU;
  }

  /** {@code CPU}, or {@code CUDA:} and the number. */
  @Override
  public String toString() {
    return isCpu() ? "CPU" : "CUDA:" + ordinal;
  }
}
