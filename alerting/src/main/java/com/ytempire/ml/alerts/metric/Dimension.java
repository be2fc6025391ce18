package com.ytempire.ml.alerts.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What kind of quantity a metric is. Values are in the base unit that each one names. */
public enum Dimension {
  /** Seconds. */
  DURATION("a duration"),
  /** 0 to 1. */
  SHARE("a share"),
  /** US dollars. */
  MONEY("an amount of money"),
  /** Bytes. */
  BYTES("an amount of memory"),
  /** Per second. */
  RATE("a rate"),
  /** Bytes per second. */
  BYTE_RATE("an amount of bytes per time"),
  /** How many. */
  COUNT("a count"),
  /** A statistic without a unit. */
  SCORE("a number without a unit");

  private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_EVEN);

  private final String phrase;

  Dimension(String phrase) {
    this.phrase = phrase;
  }

  /** For messages: "a duration". */
  public String phrase() {
    return phrase;
  }

  /** Whether a value may be written without a unit. */
  public boolean needsNoUnit() {
    return this == SHARE || this == COUNT || this == SCORE;
  }

  /** The units of this dimension, smallest first. */
  public List<Unit> units() {
    return Arrays.stream(Unit.values()).filter(unit -> unit.dimension() == this).toList();
  }

  /** How values are written, for messages: "ms, s, m, h or d". */
  public String expectation() {
    List<String> words = units().stream().map(Unit::word).toList();
    if (words.isEmpty()) {
      return "a plain number";
    }
    int last = words.size() - 1;
    String listed = words.stream().limit(last).collect(Collectors.joining(", "));
    String units = listed.isEmpty() ? words.get(last) : listed + " or " + words.get(last);
    return this == SHARE ? "a number from 0 to 1, or " + units : "a number with " + units;
  }

  /** A value for people, to four digits: "231.4 ms", "79.5 %", "$50.20". */
  public String shown(double value) {
    return switch (this) {
      case DURATION -> value < 1 ? digits(value * 1000) + " ms" : digits(value) + " s";
      case SHARE -> digits(value * 100) + " %";
      case MONEY ->
          "$"
              + (Math.abs(value) < 0.1
                  ? digits(value)
                  : BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN));
      case BYTES -> bytes(value);
      case RATE -> digits(value) + "/s";
      case BYTE_RATE -> bytes(value) + "/s";
      case COUNT, SCORE -> digits(value);
    };
  }

  private static String bytes(double value) {
    Unit unit = Unit.B;
    for (Unit larger : List.of(Unit.KIB, Unit.MIB, Unit.GIB, Unit.TIB)) {
      unit = value >= larger.factor() ? larger : unit;
    }
    return digits(value / unit.factor()) + " " + unit.word();
  }

  private static String digits(double value) {
    BigDecimal number = new BigDecimal(value, SHOWN);
    // Whole numbers above four digits keep them all.
    if (number.scale() < 0) {
      number = BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_EVEN);
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
