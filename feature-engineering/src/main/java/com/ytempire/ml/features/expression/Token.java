package com.ytempire.ml.features.expression;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text as written; operators in their ASCII form
 * @param number its value when it is a number, else 0
 * @param offset index of its first character in the expression's text
 */
record Token(Kind kind, String text, double number, int offset) {
  enum Kind {
    NUMBER,
    NAME,
    SYMBOL,
    END
  }

  boolean is(String symbolOrWord) {
    return kind != Kind.NUMBER && text.equals(symbolOrWord);
  }

  /** The token as an error message names it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
