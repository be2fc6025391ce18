package com.ytempire.ml.core.event;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A promise of a source about event time: no later record of the same producer on the same
 * partition has an event time before the promised one.
 *
 * <p>On the wire it is a record without a value whose header {@value #HEADER} holds the promised
 * time in epoch milliseconds as ASCII decimal digits. It lets event time go on where a partition is
 * quiet, and closes the last windows at the end of an input.
 */
public final class Heartbeat {
  /** Name of the record header. */
  public static final String HEADER = "ytempire-heartbeat";

  private static final int MAX_DIGITS = 18;

  private Heartbeat() {}

  /** The header's value for a promise, in epoch milliseconds. */
  public static byte[] encode(long promisedMillis) {
    return Long.toString(promisedMillis).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the header's value.
   *
   * @return the promised time in epoch milliseconds; empty where the header is absent or is not a
   *     decimal number of at most 18 digits
   */
  public static OptionalLong decode(byte @Nullable [] headerValue) {
    if (headerValue == null) {
      return OptionalLong.empty();
    }
    int start = headerValue.length > 0 && headerValue[0] == '-' ? 1 : 0;
    int digits = headerValue.length - start;
    if (digits == 0 || digits > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    long millis = 0;
    for (int i = start; i < headerValue.length; i++) {
      int digit = headerValue[i] - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      millis = millis * 10 + digit;
    }
    return OptionalLong.of(start == 1 ? -millis : millis);
  }
}
