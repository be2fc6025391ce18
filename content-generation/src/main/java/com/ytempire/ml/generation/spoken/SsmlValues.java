package com.ytempire.ml.generation.spoken;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values of SSML's attributes. What is wrong is an {@link IllegalArgumentException} that says what
 * is allowed; the place is added by who reads the document.
 */
final class SsmlValues {
  private static final Map<String, Double> RATES =
      Map.of(
          "x-slow", 0.6, "slow", 0.8, "medium", 1.0, "default", 1.0, "fast", 1.25, "x-fast", 1.6);
  private static final Map<String, Double> PITCHES =
      Map.of(
          "x-low", 0.75, "low", 0.88, "medium", 1.0, "default", 1.0, "high", 1.12, "x-high", 1.3);
  private static final Map<String, Double> VOLUMES =
      Map.of(
          "silent", 0.0, "x-soft", 0.35, "soft", 0.6, "medium", 1.0, "default", 1.0, "loud", 1.4,
          "x-loud", 1.8);
  private static final Map<String, Integer> BREAKS =
      Map.of("none", 0, "x-weak", 100, "weak", 200, "medium", 400, "strong", 750, "x-strong", 1200);
  private static final Map<String, Prosody> EMPHASES =
      Map.of(
          "strong", new Prosody(0.85, 1.12, 1.25),
          "moderate", new Prosody(0.92, 1.06, 1.12),
          "reduced", new Prosody(1.08, 0.96, 0.85),
          "none", Prosody.PLAIN);
  private static final Map<String, Function<String, String>> READINGS =
      Map.of(
          "characters", SsmlValues::characters,
          "spell-out", SsmlValues::characters,
          "verbatim", SsmlValues::characters,
          "digits", SsmlValues::digits,
          "telephone", SsmlValues::digits,
          "cardinal", text -> NumberWords.number(number(text)),
          "number", text -> NumberWords.number(number(text)),
          "ordinal", text -> NumberWords.ordinal(Long.parseLong(number(text))));

  private static final Pattern TIME = Pattern.compile("\\+?(\\d{1,6}(?:\\.\\d{1,6})?)(ms|s)");
  private static final Pattern PERCENT = Pattern.compile("([+-]?)(\\d{1,4}(?:\\.\\d{1,4})?)%");
  private static final Pattern SEMITONES = Pattern.compile("([+-]\\d{1,2}(?:\\.\\d{1,4})?)st");
  private static final Pattern DECIBELS = Pattern.compile("([+-]\\d{1,2}(?:\\.\\d{1,4})?)dB");

  private SsmlValues() {}

  static double rate(String value) {
    Double named = RATES.get(value);
    double rate = named != null ? named : percent(value);
    return within("rate", value, rate, 0.2, 5, names(RATES) + ", 20% to 500%, +N%, -N%");
  }

  static double pitch(String value) {
    Double named = PITCHES.get(value);
    Matcher semitones = SEMITONES.matcher(value);
    double pitch =
        named != null
            ? named
            : semitones.matches()
                ? Math.pow(2, Double.parseDouble(semitones.group(1)) / 12)
                : value.startsWith("+") || value.startsWith("-") ? percent(value) : Double.NaN;
    return within("pitch", value, pitch, 0.25, 4, names(PITCHES) + ", +N%, -N%, +Nst, -Nst");
  }

  static double volume(String value) {
    Double named = VOLUMES.get(value);
    Matcher decibels = DECIBELS.matcher(value);
    double volume =
        named != null
            ? named
            : decibels.matches()
                ? Math.pow(10, Double.parseDouble(decibels.group(1)) / 20)
                : Double.NaN;
    return within("volume", value, volume, 0, 4, names(VOLUMES) + ", -NdB, +NdB up to +12dB");
  }

  static Duration time(String value) {
    Matcher time = TIME.matcher(value);
    double millis =
        time.matches()
            ? Double.parseDouble(time.group(1)) * (time.group(2).equals("s") ? 1000 : 1)
            : Double.NaN;
    return Duration.ofMillis(Math.round(within("time", value, millis, 0, 10_000, "0ms to 10s")));
  }

  static Duration strength(String value) {
    return Duration.ofMillis(known("strength", value, BREAKS));
  }

  static Prosody emphasis(String value) {
    return known("level", value, EMPHASES);
  }

  /** How the text of a {@code say-as} is said. */
  static Function<String, String> reading(String interpretAs) {
    return known("interpret-as", interpretAs, READINGS);
  }

  private static <V> V known(String name, String value, Map<String, V> values) {
    V known = values.get(value);
    if (known == null) {
      throw new IllegalArgumentException(
          "%s '%s'; allowed are %s".formatted(name, value, names(values)));
    }
    return known;
  }

  private static double within(
      String name, String value, double number, double lowest, double highest, String allowed) {
    if (!(number >= lowest && number <= highest)) {
      throw new IllegalArgumentException("%s '%s'; allowed are %s".formatted(name, value, allowed));
    }
    return number;
  }

  private static String names(Map<String, ?> values) {
    return String.join(", ", new TreeSet<>(values.keySet()));
  }

  /** With a sign more or less of it, without the whole of it. */
  private static double percent(String value) {
    Matcher percent = PERCENT.matcher(value);
    if (!percent.matches()) {
      return Double.NaN;
    }
    double share = Double.parseDouble(percent.group(2)) / 100;
    return switch (percent.group(1)) {
      case "+" -> 1 + share;
      case "-" -> 1 - share;
      default -> share;
    };
  }

  private static String number(String text) {
    String number = text.strip();
    if (!number.matches("\\d{1,3}(,\\d{3}){0,4}(\\.\\d{1,15})?|\\d{1,15}(\\.\\d{1,15})?")) {
      throw new IllegalArgumentException("number '%s'; expected digits".formatted(number));
    }
    return number;
  }

  private static String digits(String text) {
    if (!text.strip().matches("[\\d\\s()+.-]*\\d[\\d\\s()+.-]*")) {
      throw new IllegalArgumentException("digits '%s'; expected digits".formatted(text.strip()));
    }
    return NumberWords.digits(text);
  }

  private static String characters(String text) {
    return text.strip()
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(
            c ->
                c >= '0' && c <= '9'
                    ? NumberWords.digits(Character.toString(c))
                    : Character.toString(Character.toUpperCase(c)))
        .collect(Collectors.joining(" "));
  }
}
