package com.ytempire.ml.generation.cost;

import java.util.Locale;

/** What is known of a charge. */
public enum ChargeState {
  /** The call is about to be made or runs; so it stays when the process dies meanwhile. */
  BEGUN,
  /** It was answered: this is what it costs. */
  SETTLED,
  /** It failed in such a way that it may have to be paid; it counts with its estimate. */
  UNCERTAIN,
  /** It failed and costs nothing. */
  RELEASED;

  /** As it is stored. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it may have to be paid. */
  public boolean counts() {
    return this != RELEASED;
  }
}
