package com.ytempire.ml.generation.script;

import java.util.List;

/** Refusals that name field, value and what is allowed. */
final class Checks {
  private static final int SHOWN = 60;

  private Checks() {}

  static void text(String field, String value, int longest) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "%s: blank; expected 1 to %,d characters".formatted(field, longest));
    }
    length(field, value, longest);
  }

  static void length(String field, String value, int longest) {
    if (value.length() > longest) {
      throw new IllegalArgumentException(
          "%s: '%s' has %,d characters; expected at most %,d"
              .formatted(field, shown(value), value.length(), longest));
    }
  }

  static List<String> texts(String field, List<String> values, int most, int longest) {
    if (values.size() > most) {
      throw new IllegalArgumentException(
          "%s: %d entries; expected at most %d".formatted(field, values.size(), most));
    }
    for (int i = 0; i < values.size(); i++) {
      text(field + "[" + i + "]", values.get(i), longest);
    }
    return List.copyOf(values);
  }

  static void range(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: %,d; expected %,d to %,d".formatted(field, value, least, most));
    }
  }

  static String shown(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
