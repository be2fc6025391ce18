package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.Objects;

/**
 * A password or key. It never prints itself; {@link #reveal} is the only way to its text.
 *
 * <p>It is serializable because sinks carry their settings to the workers of a cluster.
 */
public final class Secret implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is printed in place of a secret. */
  public static final String MASK = "****";

  private final String text;

  public Secret(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /** The secret itself, to be handed to a client library and to nothing else. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
