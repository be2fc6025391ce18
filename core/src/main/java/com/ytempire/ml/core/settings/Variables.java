package com.ytempire.ml.core.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads variables one by one and gathers what is wrong, so that a user sees all of it in one go.
 * After a wrong value reading goes on with the default. Confined to one thread.
 */
final class Variables {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Variables(Map<String, String> environment) {
    this(environment, true);
  }

  private Variables(Map<String, String> environment, boolean copied) {
    this.environment = copied ? Map.copyOf(environment) : environment;
  }

  /** Reads from the map itself, so that a test sees what is asked for. */
  static Variables watching(Map<String, String> environment) {
    return new Variables(environment, false);
  }

  /** The variable's text, or null where it is absent or blank. */
  @Nullable String text(String name) {
    String text = environment.get(name);
    return text == null || text.isBlank() ? null : text.trim();
  }

  <T> @Nullable T optional(String name, String allowed, Function<String, T> parser) {
    String text = text(name);
    return text == null ? null : parseOrNull(name, text, text, allowed, parser);
  }

  <T> T parsed(
      String name,
      T fallback,
      UnaryOperator<String> printable,
      String allowed,
      Function<String, T> parser) {
    String text = text(name);
    if (text == null) {
      return fallback;
    }
    T value = parseOrNull(name, text, printable.apply(text), allowed, parser);
    return value == null ? fallback : value;
  }

  <E extends Enum<E>> E choice(String name, E fallback) {
    E[] choices = fallback.getDeclaringClass().getEnumConstants();
    String allowed = Arrays.stream(choices).map(Variables::word).collect(Collectors.joining("|"));
    return parsed(
        name,
        fallback,
        text -> text,
        allowed,
        text ->
            Arrays.stream(choices)
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is no known choice")));
  }

  boolean flag(String name, boolean fallback) {
    return parsed(
        name,
        fallback,
        text -> text,
        "true|false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("it is neither");
            });
  }

  int integer(String name, int fallback, int least, int most) {
    return parsed(
        name,
        fallback,
        text -> text,
        "a whole number from " + least + " to " + most,
        text -> {
          long value;
          try {
            value = Long.parseLong(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is no whole number", e);
          }
          if (value < least || value > most) {
            throw new IllegalArgumentException("it is out of range");
          }
          return (int) value;
        });
  }

  /** The variable's text, or the fallback where it is absent. */
  String textOr(String name, String fallback) {
    String text = text(name);
    return text == null ? fallback : text;
  }

  /** A value that is never printed, or null where it is absent. */
  @Nullable Secret secret(String name) {
    String text = text(name);
    return text == null ? null : new Secret(text);
  }

  /** A number from {@code least} to {@code most}, both allowed. */
  double number(String name, double fallback, double least, double most) {
    return parsed(
        name,
        fallback,
        text -> text,
        "a number from %s to %s".formatted(shown(least), shown(most)),
        text -> {
          double value;
          try {
            value = Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is no number", e);
          }
          if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("it is out of range");
          }
          return value;
        });
  }

  private static String shown(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** A time given as a whole number of milliseconds. */
  Duration millis(String name, int fallback, int least, int most) {
    return Duration.ofMillis(integer(name, fallback, least, most));
  }

  /** A time given as a whole number of seconds. */
  Duration seconds(String name, int fallback, int least, int most) {
    return Duration.ofSeconds(integer(name, fallback, least, most));
  }

  /** A web address without credentials, or null where it is absent. */
  @Nullable URI webAddress(String name) {
    return parsedOrNull(
        name,
        ServerUrl::mask,
        "http://host:port/path or https://host/path, without user and password",
        WebAddress::of);
  }

  /** As {@link #optional}, with what a message shows of the value. */
  <T> @Nullable T parsedOrNull(
      String name, UnaryOperator<String> printable, String allowed, Function<String, T> parser) {
    String text = text(name);
    return text == null ? null : parseOrNull(name, text, printable.apply(text), allowed, parser);
  }

  void refuse(String problem) {
    problems.add(problem);
  }

  void requireNoProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private <T> @Nullable T parseOrNull(
      String name, String text, String printable, String allowed, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      refuse("%s=%s: %s; allowed: %s".formatted(name, printable, reason(e), allowed));
      return null;
    }
  }

  private static String reason(IllegalArgumentException e) {
    // Only our own messages are known to hold no part of the value.
    return e.getClass() == IllegalArgumentException.class && e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getCause() instanceof NumberFormatException
            ? String.valueOf(e.getMessage())
            : "malformed";
  }

  private static String word(Enum<?> choice) {
    return choice instanceof ApplicationSettings.LogLevel
        ? choice.name()
        : choice.name().toLowerCase(Locale.ROOT);
  }
}
