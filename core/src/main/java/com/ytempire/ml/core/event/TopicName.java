package com.ytempire.ml.core.event;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The one form under which a topic is kept and asked for, so that {@code "ChatGPT "}, {@code
 * "chatgpt"} and a full-width spelling of it are one topic. Has no state.
 */
public final class TopicName {
  private TopicName() {}

  /**
   * Unicode NFKC, in lower case, with single spaces between words and none at the ends. A name in
   * this form stays as it is.
   *
   * @return may be empty where the topic is white space only, and longer than the topic
   */
  public static String canonical(String topic) {
    if (isCanonicalAscii(topic)) {
      return topic;
    }
    // Lower case can leave NFKC ("İ" becomes two characters), hence the second pass.
    String lower = nfkc(nfkc(topic).toLowerCase(Locale.ROOT));
    var words = new StringBuilder(lower.length());
    boolean isBetweenWords = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        isBetweenWords = words.length() > 0;
      } else {
        if (isBetweenWords) {
          words.append(' ');
          isBetweenWords = false;
        }
        words.append(c);
      }
    }
    return words.toString();
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static boolean isCanonicalAscii(String topic) {
    char before = ' ';
    for (int i = 0; i < topic.length(); i++) {
      char c = topic.charAt(i);
      boolean isDoubleSpace = c == ' ' && before == ' ';
      if (c < ' ' || c >= 0x7f || (c >= 'A' && c <= 'Z') || isDoubleSpace) {
        return false;
      }
      before = c;
    }
    return topic.isEmpty() || before != ' ';
  }
}
