package com.ytempire.ml.core.event.json;

/**
 * Bytes are not a valid event. The message is the reason in full, such as {@code views: -5 is
 * negative; allowed: 0 to 9007199254740991 or null}, and is at most a few hundred characters long.
 *
 * <p>An expected outcome, not a fault: it has no stack trace, so that a stream of broken records
 * costs little more than a stream of good ones.
 */
public final class InvalidEventException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARS = 40;

  private final String field;
  private final String value;
  private final String allowed;

  /**
   * @param field the offending field, or {@code payload} where the bytes as a whole are wrong
   * @param value the offending value as {@link #shown}, or empty where there is none
   * @param problem what is wrong with it, as the rest of a sentence: {@code is negative}
   * @param allowed what would be right
   */
  public InvalidEventException(String field, String value, String problem, String allowed) {
    super(
        field + ": " + (value.isEmpty() ? "" : value + " ") + problem + "; allowed: " + allowed,
        null,
        false,
        false);
    this.field = field;
    this.value = value;
    this.allowed = allowed;
  }

  /** Name of the offending field, or {@code payload}. */
  public String field() {
    return field;
  }

  /** The offending value, shortened; empty where there is none, such as for a missing field. */
  public String value() {
    return value;
  }

  /** What would be right. */
  public String allowed() {
    return allowed;
  }

  /** The whole reason: field, value, problem and what is allowed. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Shortens a value for a message and replaces what cannot be printed. */
  public static String shown(String value) {
    int end = Math.min(value.length(), SHOWN_CHARS);
    StringBuilder text = new StringBuilder(end + 1);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return value.length() > end ? text.append('…').toString() : text.toString();
  }
}
