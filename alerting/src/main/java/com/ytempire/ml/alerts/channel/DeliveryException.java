package com.ytempire.ml.alerts.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody could not be told. The message holds no secret. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;
  private final @Nullable Duration retryAfter;

  private DeliveryException(String message, boolean permanent, @Nullable Duration retryAfter) {
    super(message);
    this.permanent = permanent;
    this.retryAfter = retryAfter;
  }

  /** It may arrive later. */
  public static DeliveryException passing(String message) {
    return new DeliveryException(message, false, null);
  }

  /** It may arrive after a time that the receiver named. */
  static DeliveryException passing(String message, @Nullable Duration retryAfter) {
    return new DeliveryException(message, false, retryAfter);
  }

  /** It is refused however often it is sent. */
  public static DeliveryException permanent(String message) {
    return new DeliveryException(message, true, null);
  }

  public boolean isPermanent() {
    return permanent;
  }

  /** The shortest pause that the receiver asks for, or null. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
