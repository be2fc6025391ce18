package com.ytempire.ml.alerts.rule;

/** Goes through the text of a condition. Confined to one thread. */
final class ConditionScanner {
  private final String text;
  private int at;

  ConditionScanner(String text) {
    this.text = text;
  }

  /** Index of the next character that is no space. */
  int offset() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean isAtEnd() {
    return offset() == text.length();
  }

  /** The next word if it is this one, upper and lower case alike. */
  boolean takeWord(String word) {
    int start = offset();
    if (!peekWord().equalsIgnoreCase(word)) {
      return false;
    }
    at = start + word.length();
    return true;
  }

  /** The next character if it is this one. */
  boolean take(char symbol) {
    if (isAtEnd() || text.charAt(at) != symbol) {
      return false;
    }
    at++;
    return true;
  }

  /** A run of letters, digits and underscores that begins with no digit; may be empty. */
  String word() {
    String word = peekWord();
    at += word.length();
    return word;
  }

  private String peekWord() {
    int end = offset();
    while (end < text.length()
        && (isLetter(text.charAt(end)) || (end > at && isDigit(text.charAt(end))))) {
      end++;
    }
    return text.substring(at, end);
  }

  /** A run of the characters of operators; may be empty. */
  String operator() {
    int start = offset();
    while (at < text.length() && "<>=!".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A run of digits with at most one dot among them; may be empty. */
  String number() {
    int start = offset();
    boolean dotted = false;
    while (at < text.length()
        && (isDigit(text.charAt(at)) || (text.charAt(at) == '.' && !dotted))) {
      dotted |= text.charAt(at) == '.';
      at++;
    }
    return text.substring(start, at);
  }

  /** What follows a number up to a space, a bracket or the end; may be empty. */
  String unit() {
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && text.charAt(at) != ')') {
      at++;
    }
    return text.substring(start, at);
  }

  /** The next word or sign, for messages. */
  String shown() {
    int start = offset();
    if (isAtEnd()) {
      return "the end";
    }
    String word = peekWord();
    return "'" + (word.isEmpty() ? Character.toString(text.codePointAt(start)) : word) + "'";
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
