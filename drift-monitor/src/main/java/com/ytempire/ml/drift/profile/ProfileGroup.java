package com.ytempire.ml.drift.profile;

import java.util.Locale;

/** What a column of a profile is to the model. */
public enum ProfileGroup {
  /** What it reads. */
  INPUTS,
  /** What it learns: what really happened. */
  LABELS,
  /** What it answers. */
  PREDICTIONS;

  /** As it is called in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
