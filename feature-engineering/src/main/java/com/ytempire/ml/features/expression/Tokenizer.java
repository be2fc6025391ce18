package com.ytempire.ml.features.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of an expression into tokens, in one pass. */
final class Tokenizer {
  private final String text;
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  /** All tokens, the last one being {@link Token.Kind#END}. */
  static List<Token> tokens(String text) {
    var tokenizer = new Tokenizer(text);
    var tokens = new ArrayList<Token>();
    do {
      tokens.add(tokenizer.next());
    } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Token.Kind.END, "", 0, at);
    }
    char c = text.charAt(at);
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return number();
    }
    if (isNameStart(c)) {
      int start = at;
      while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
      return new Token(Token.Kind.NAME, text.substring(start, at), 0, start);
    }
    return symbol(c);
  }

  private Token number() {
    int start = at;
    digits();
    if (peek('.')) {
      at++;
      digits();
    }
    if (peek('e') || peek('E')) {
      at++;
      if (peek('+') || peek('-')) {
        at++;
      }
      if (at == text.length() || !isDigit(text.charAt(at))) {
        throw new ExpressionException(
            "'" + text.substring(start, at) + "' is not a number; expected digits after the e",
            start);
      }
      digits();
    }
    String written = text.substring(start, at);
    if (at < text.length() && isNameStart(text.charAt(at))) {
      throw new ExpressionException(
          "'" + written + text.charAt(at) + "' is neither a number nor a name", start);
    }
    double value = Double.parseDouble(written.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw new ExpressionException("'" + written + "' is too large for a number", start);
    }
    return new Token(Token.Kind.NUMBER, written, value, start);
  }

  private void digits() {
    while (at < text.length()
        && (isDigit(text.charAt(at)) || (text.charAt(at) == '_' && afterDigit()))) {
      at++;
    }
  }

  private boolean afterDigit() {
    return at > 0
        && isDigit(text.charAt(at - 1))
        && at + 1 < text.length()
        && isDigit(text.charAt(at + 1));
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private Token symbol(char c) {
    int start = at++;
    if ((c == '<' || c == '>' || c == '=' || c == '!') && peek('=')) {
      at++;
      return new Token(Token.Kind.SYMBOL, text.substring(start, at), 0, start);
    }
    String symbol =
        switch (c) {
          case '+', '-', '*', '/', '(', ')', ',', '<', '>' -> String.valueOf(c);
          case '\u00d7' -> "*";
          case '\u00f7' -> "/";
          case '\u2212' -> "-";
          case '=' ->
              throw new ExpressionException("'=' is not an operator; write == to compare", start);
          default ->
              throw new ExpressionException(
                  "'"
                      + Character.toString(text.codePointAt(start))
                      + "' is not part of the language",
                  start);
        };
    return new Token(Token.Kind.SYMBOL, symbol, 0, start);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
