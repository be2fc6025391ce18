package com.ytempire.ml.core.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may do. */
public enum Scope {
  /** Ask for predictions and for similar content. */
  PREDICT,
  /** Read features, models, their metrics, and jobs. */
  READ,
  /** Post events and feedback. */
  INGEST,
  /** Start training. */
  TRAIN,
  /** Reload, promote and roll back models; implies every other scope. */
  ADMIN;

  /** The word by which keys, tokens and the service name it, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of a word, which is exact; empty for any other word. */
  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** Every word, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
  }

  /** These scopes and all that they imply. */
  public static Set<Scope> implied(Collection<Scope> granted) {
    if (granted.contains(ADMIN)) {
      return Collections.unmodifiableSet(EnumSet.allOf(Scope.class));
    }
    return Set.copyOf(granted);
  }
}
