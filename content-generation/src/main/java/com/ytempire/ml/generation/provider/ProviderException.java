package com.ytempire.ml.generation.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a provider made nothing. Its message holds no key and nothing of a request. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong, and so what may help. */
  public enum Reason {
    /** It has too much to do, or this caller asks too often: later, or another one. */
    BUSY(true, false),
    /** No connection, or a failure of its own: again, or another one. */
    AWAY(true, false),
    /** No whole answer in time; it may have worked all the same. */
    SLOW(false, true),
    /** The answer is not what is published: wrong media type, malformed, broken off. */
    MALFORMED(false, true),
    /** Key, account or request is not accepted: another one. */
    REFUSED(false, false);

    private final boolean isWorthRepeating;
    private final boolean mayBeCharged;

    Reason(boolean isWorthRepeating, boolean mayBeCharged) {
      this.isWorthRepeating = isWorthRepeating;
      this.mayBeCharged = mayBeCharged;
    }

    /** Whether the same call to the same provider may succeed. */
    public boolean isWorthRepeating() {
      return isWorthRepeating;
    }

    /** Whether the provider may have made it and charge for it. */
    public boolean mayBeCharged() {
      return mayBeCharged;
    }
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  public ProviderException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, null, cause);
  }

  /**
   * @param retryAfter how long the provider wants not to be asked, or null where it does not say
   */
  public ProviderException(
      Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /** How long the provider wants not to be asked. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
