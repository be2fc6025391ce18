package com.ytempire.ml.inference.batching;

import java.util.concurrent.CompletableFuture;

/** One request on its way. Compared by identity: two equal inputs are two requests. */
final class Request<I, O> {
  private final I input;
  private final int length;
  private final long submittedNanos;
  private final CompletableFuture<O> result = new CompletableFuture<>();

  Request(I input, int length, long submittedNanos) {
    this.input = input;
    this.length = length;
    this.submittedNanos = submittedNanos;
  }

  I input() {
    return input;
  }

  int length() {
    return length;
  }

  long submittedNanos() {
    return submittedNanos;
  }

  CompletableFuture<O> result() {
    return result;
  }
}
