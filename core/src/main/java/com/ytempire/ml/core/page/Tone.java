package com.ytempire.ml.core.page;

import java.util.Locale;

/** How a text is meant. */
public enum Tone {
  /** All is well. */
  GOOD,
  /** Somebody should look. */
  BAD,
  /** Nothing can be said, or it matters less. */
  FAINT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
