package com.ytempire.ml.generation.speech.local;

import com.ytempire.ml.generation.spoken.Prosody;
import com.ytempire.ml.generation.spoken.Run;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words and punctuation as the engine takes them, each with its prosody: ASCII letters, accents
 * taken off, hyphens opened, and only the signs that it makes pauses and tones of. Letters that
 * have no ASCII form are left out, since the voice speaks English alone.
 *
 * @param texts of at most 60 characters each
 * @param prosodies as many as texts
 */
record Words(List<String> texts, List<Prosody> prosodies) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+(?:'[A-Za-z]+)*|[.,;:!?]+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** No word is longer; the letter rules take time that grows with the length. */
  private static final int LONGEST = 60;

  static Words of(List<Run> runs) {
    List<String> texts = new ArrayList<>();
    List<Prosody> prosodies = new ArrayList<>();
    for (Run run : runs) {
      Matcher tokens = TOKEN.matcher(ascii(run.text()));
      while (tokens.find()) {
        String token = tokens.group();
        for (String text : texts(token)) {
          texts.add(text);
          prosodies.add(run.prosody());
        }
      }
    }
    return new Words(List.copyOf(texts), List.copyOf(prosodies));
  }

  boolean hasWord() {
    return texts.stream().anyMatch(text -> Character.isLetter(text.charAt(0)));
  }

  /** Two signs in a row would be two pauses; the strongest of "?!" or "..." is enough. */
  private static List<String> texts(String token) {
    if (!Character.isLetter(token.charAt(0))) {
      return List.of(strongest(token));
    }
    return Letters.of(token.substring(0, Math.min(LONGEST, token.length())));
  }

  private static String strongest(String signs) {
    for (char sign : new char[] {'?', '!', '.', ';', ':'}) {
      if (signs.indexOf(sign) >= 0) {
        return String.valueOf(sign);
      }
    }
    return ",";
  }

  private static String ascii(String text) {
    String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return plain
        .replace('\u2019', '\'')
        .replace('\u2018', '\'')
        .replace("\u00df", "ss")
        .replace("\u00e6", "ae")
        .replace("\u00f8", "o")
        .replace("\u0142", "l")
        .replace("\u2026", ".")
        .replaceAll("\\s[\u2013\u2014-]+\\s|\u2014", ", ")
        .strip()
        .replaceAll(String.format(Locale.ROOT, "[%s]", "\u2013_/-"), " ");
  }
}
