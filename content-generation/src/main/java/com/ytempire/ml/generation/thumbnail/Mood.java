package com.ytempire.ml.generation.thumbnail;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which face goes with a title, where none is named. Pure. */
final class Mood {
  private static final Pattern SERIOUS =
      Pattern.compile("\\b(truth|warning|mistake|danger|crash|problem|stop|never|scam|fail|dark)");
  private static final Pattern THINKING =
      Pattern.compile("\\b(why|how|what|which|should|guide|explain)|[?？]");
  private static final Pattern SHOCKED =
      Pattern.compile(
          "\\b(insane|shock|crazy|unbelievable|impossible|secret|tried|world record|million)|[!！]");

  private Mood() {}

  /** By the first of its signs found; happy where there is none. */
  static FaceExpression of(String title) {
    String lower = title.toLowerCase(Locale.ROOT);
    if (SERIOUS.matcher(lower).find()) {
      return FaceExpression.SERIOUS;
    }
    if (SHOCKED.matcher(lower).find()) {
      return FaceExpression.SHOCKED;
    }
    return THINKING.matcher(lower).find() ? FaceExpression.THINKING : FaceExpression.HAPPY;
  }
}
