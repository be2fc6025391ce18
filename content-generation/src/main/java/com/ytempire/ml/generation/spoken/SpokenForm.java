package com.ytempire.ml.generation.spoken;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Written English as it is said: numbers, money, percentages, times, units, addresses and hashtags
 * in words, abbreviations in full; emoji and marks of layout are left out. What it does not know it
 * leaves as it is. Every provider gets this form, so that all say, and count, the same words.
 */
public final class SpokenForm {
  private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
  private static final String LARGE = "thousand|million|billion|trillion";

  private static final Map<String, String> CURRENCIES =
      Map.of("$", "dollar", "\u20ac", "euro", "\u00a3", "pound");
  private static final Map<String, String> SUFFIXES =
      Map.of("k", "thousand", "m", "million", "b", "billion", "t", "trillion");
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("km", "kilometers"),
          Map.entry("cm", "centimeters"),
          Map.entry("mm", "millimeters"),
          Map.entry("kg", "kilograms"),
          Map.entry("mph", "miles per hour"),
          Map.entry("km/h", "kilometers per hour"),
          Map.entry("kb", "kilobytes"),
          Map.entry("mb", "megabytes"),
          Map.entry("gb", "gigabytes"),
          Map.entry("tb", "terabytes"),
          Map.entry("fps", "frames per second"),
          Map.entry("hz", "hertz"),
          Map.entry("khz", "kilohertz"),
          Map.entry("mhz", "megahertz"),
          Map.entry("ghz", "gigahertz"),
          Map.entry("ms", "milliseconds"),
          Map.entry("\u00b0c", "degrees celsius"),
          Map.entry("\u00b0f", "degrees fahrenheit"),
          Map.entry("\u00b0", "degrees"));
  private static final Map<String, String> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("dr.", "doctor"),
          Map.entry("mr.", "mister"),
          Map.entry("mrs.", "missus"),
          Map.entry("ms.", "miz"),
          Map.entry("prof.", "professor"),
          Map.entry("vs.", "versus"),
          Map.entry("vs", "versus"),
          Map.entry("etc.", "et cetera"),
          Map.entry("e.g.", "for example"),
          Map.entry("i.e.", "that is"),
          Map.entry("approx.", "approximately"),
          Map.entry("no.", "number"),
          Map.entry("w/", "with"));

  /** One pattern and what it becomes; applied in this order. */
  private record Rule(Pattern pattern, Function<MatchResult, String> words) {
    String apply(String text) {
      return pattern
          .matcher(text)
          .replaceAll(match -> Matcher.quoteReplacement(words.apply(match)));
    }
  }

  private static final Rule[] RULES = {
    rule("\\b([\\w.+-]+)@([\\w-]+(?:\\.[\\w-]+)+)\\b", m -> m.group(1) + " at " + dots(m.group(2))),
    rule(
        "(?i)\\b(?:https?://)?(?:www\\.)?((?:[a-z0-9-]+\\.)+(?:com|org|net|io|ai|tv|co|gg|me|dev|app|edu|gov|uk|de))\\b(/[^\\s]*[^\\s.,;:!?)]|/)?",
        m -> dots(m.group(1)) + path(m.group(2))),
    rule("(?i)https?://\\S+", m -> "the link"),
    rule("(?<![\\w&])#(\\p{L}[\\p{L}\\p{N}_]*)", m -> "hashtag " + camel(m.group(1))),
    rule("(?<![\\w])@(\\p{L}[\\p{L}\\p{N}_]*)", m -> "at " + camel(m.group(1))),
    rule(
        "[\\p{So}\\p{Sk}\\p{Cs}\\p{Co}\\p{Cn}\\x{1F3FB}-\\x{1F3FF}\\x{FE0F}\\x{200D}\\x{20E3}&&[^\\u00b0^`]]",
        m -> ""),
    rule(
        "(?i)(?<![\\w.])(?:dr|mrs?|ms|prof|vs|etc|approx)\\.|\\be\\.g\\.|\\bi\\.e\\.|\\bno\\.(?=\\s*\\d)|\\bvs\\b|\\bw/(?=\\s)",
        SpokenForm::abbreviation),
    rule(
        "([$\u20ac\u00a3])\\s?(" + NUMBER + ")(?:\\s?(" + LARGE + ")\\b|([kKmMbBtT])\\b)?",
        SpokenForm::money),
    rule("(" + NUMBER + ")\\s?%", m -> NumberWords.number(m.group(1)) + " percent"),
    rule("\\b([01]?\\d|2[0-3]):([0-5]\\d)(?:\\s?([aApP])\\.?[mM]\\b\\.?)?(?!:)", SpokenForm::time),
    rule(
        "(?i)\\b(\\d{1,15})(?:st|nd|rd|th)\\b",
        m -> NumberWords.ordinal(Long.parseLong(m.group(1)))),
    rule("\\b([48])K\\b", m -> NumberWords.number(m.group(1)) + " K"),
    rule(
        "\\b(" + NUMBER + ")([kKMBT])\\b",
        m ->
            NumberWords.number(m.group(1))
                + " "
                + SUFFIXES.get(m.group(2).toLowerCase(Locale.ROOT))),
    rule(
        "(?i)\\b("
            + NUMBER
            + ")\\s?(km/h|km|cm|mm|kg|mph|[kmgt]b|fps|[kmg]?hz|ms|\u00b0[cf]?)(?![\\w])",
        m -> NumberWords.number(m.group(1)) + " " + UNITS.get(m.group(2).toLowerCase(Locale.ROOT))),
    rule(
        "(?<![\\d-])\\b(\\d{1,4})\\s?[-\u2013]\\s?(\\d{1,4})\\b(?![-\u2013]\\d)",
        m -> plain(m.group(1)) + " to " + plain(m.group(2))),
    rule("(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})", m -> " "),
    rule("(?<![\\w.])[-\u2212](?=\\d)", m -> "minus "),
    rule(NUMBER, m -> plain(m.group())),
    rule("\\s?&\\s?", m -> " and "),
    rule("\\s?\\+\\s?", m -> " plus "),
    rule("\\s=\\s", m -> " equals "),
    rule("[*_`#~|<>\\[\\]{}\\\\^]+", m -> " "),
    rule("\\s+(?=[.,;:!?])|\\s+", m -> " "),
    rule(" (?=[.,;:!?])", m -> ""),
  };

  private SpokenForm() {}

  /** The text as it is said; empty where nothing of it is. */
  public static String of(String written) {
    String text = written;
    for (Rule rule : RULES) {
      text = rule.apply(text);
    }
    return text.strip();
  }

  private static Rule rule(String pattern, Function<MatchResult, String> words) {
    return new Rule(Pattern.compile(pattern), words);
  }

  /** A number alone: a year where it looks like one. */
  private static String plain(String number) {
    boolean isYear = number.matches("1[1-9]\\d\\d|20\\d\\d");
    return isYear ? NumberWords.year(Integer.parseInt(number)) : NumberWords.number(number);
  }

  private static String dots(String address) {
    return address.replace(".", " dot ").replace("-", " dash ");
  }

  /** A short path in letters is said, any other one is not. */
  private static String path(String path) {
    return path != null && path.matches("/[A-Za-z]{2,20}") ? " slash " + path.substring(1) : "";
  }

  private static String camel(String name) {
    return name.replace('_', ' ')
        .replaceAll("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})", " ");
  }

  private static String abbreviation(MatchResult match) {
    return ABBREVIATIONS.getOrDefault(match.group().toLowerCase(Locale.ROOT), match.group());
  }

  private static String money(MatchResult match) {
    String unit = CURRENCIES.getOrDefault(match.group(1), "");
    String number = match.group(2);
    String large = match.group(3);
    if (large == null && match.group(4) != null) {
      large = SUFFIXES.get(match.group(4).toLowerCase(Locale.ROOT));
    }
    if (large != null) {
      return NumberWords.number(number) + " " + large + " " + unit + "s";
    }
    String whole = number.replaceAll("\\.\\d+$", "");
    String words = NumberWords.number(whole) + " " + unit + (whole.equals("1") ? "" : "s");
    if (!number.matches(".*\\.\\d\\d")) {
      return whole.equals(number) ? words : NumberWords.number(number) + " " + unit + "s";
    }
    int cents = Integer.parseInt(number.substring(number.length() - 2));
    return cents == 0 ? words : words + " and " + NumberWords.cardinal(cents) + cents(unit, cents);
  }

  private static String cents(String unit, int count) {
    if (unit.equals("pound")) {
      return " pence";
    }
    return count == 1 ? " cent" : " cents";
  }

  private static String time(MatchResult match) {
    int minutes = Integer.parseInt(match.group(2));
    String half = match.group(3) == null ? "" : " " + match.group(3).toUpperCase(Locale.ROOT) + "M";
    String hours = NumberWords.cardinal(Integer.parseInt(match.group(1)));
    if (minutes == 0) {
      return hours + (half.isEmpty() ? " o'clock" : half);
    }
    return hours + (minutes < 10 ? " oh " : " ") + NumberWords.cardinal(minutes) + half;
  }
}
