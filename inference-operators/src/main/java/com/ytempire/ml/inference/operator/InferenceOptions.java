package com.ytempire.ml.inference.operator;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of asynchronous inference.
 *
 * @param order whether results keep the order of records
 * @param capacity records under way per subtask, at least 1. Times the subtasks of a process and
 *     the models per record it should fit the engines' queues
 * @param timeout longest time for a record in all, with loading and every try
 * @param attemptTimeout longest time that one try waits for its run; at most {@code timeout}
 * @param retry what is done about failures that may pass
 */
public record InferenceOptions(
    Order order, int capacity, Duration timeout, Duration attemptTimeout, RetryPolicy retry)
    implements Serializable {

  /** In which order results leave. */
  public enum Order {
    /** As their records came in. A slow record holds those behind it. */
    ORDERED,
    /** As they are ready, but never past a watermark. */
    UNORDERED
  }

  public InferenceOptions {
    require(capacity >= 1, "capacity", capacity, "at least 1");
    require(attemptTimeout.toMillis() > 0, "attempt timeout", attemptTimeout, "at least 1 ms");
    require(timeout.compareTo(attemptTimeout) >= 0, "timeout", timeout, "at least the attempt's");
  }

  /** Unordered, 128 records, a minute in all, tries as given, and the standard retries. */
  public static InferenceOptions standard(Duration attemptTimeout) {
    Duration minute = Duration.ofMinutes(1);
    return new InferenceOptions(
        Order.UNORDERED,
        128,
        attemptTimeout.compareTo(minute) > 0 ? attemptTimeout : minute,
        attemptTimeout,
        RetryPolicy.standard());
  }

  public InferenceOptions withOrder(Order other) {
    return new InferenceOptions(other, capacity, timeout, attemptTimeout, retry);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "async inference: %s is %s; expected %s".formatted(name, value, expected));
    }
  }
}
