package com.ytempire.ml.local.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast a recorded input is played.
 *
 * @param factor event seconds per real second, above 0; empty for as fast as possible
 */
public record Speed(OptionalDouble factor) {

  /** As fast as the stack takes it. */
  public static final Speed MAX = new Speed(OptionalDouble.empty());

  /**
   * Reads {@code max}, or a factor such as {@code 60} or {@code 60x}.
   *
   * @throws IllegalArgumentException when it is neither, or not above 0
   */
  public static Speed parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("max")) {
      return MAX;
    }
    try {
      double factor =
          Double.parseDouble(plain.endsWith("x") ? plain.substring(0, plain.length() - 1) : plain);
      if (factor > 0 && Double.isFinite(factor)) {
        return new Speed(OptionalDouble.of(factor));
      }
    } catch (NumberFormatException e) {
      // Refused below together with factors out of range.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a speed; give max, or a factor above 0 such as 60 or 0.5");
  }

  @Override
  public String toString() {
    return factor.isPresent() ? factor.getAsDouble() + "x" : "max";
  }

  /** Lets picocli read the option. */
  static final class Converter implements ITypeConverter<Speed> {
    @Override
    public Speed convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
