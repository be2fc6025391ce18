package com.ytempire.ml.training.release;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of versions, {@code major.minor.patch}. */
final class VersionNumbers {
  private static final int MAX_LENGTH = 20;
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  private record Numbers(BigInteger major, BigInteger minor, BigInteger patch) {
    static final Comparator<Numbers> ORDER =
        Comparator.comparing(Numbers::major)
            .thenComparing(Numbers::minor)
            .thenComparing(Numbers::patch);

    static Numbers of(Matcher matcher) {
      String patch = matcher.group(3);
      return new Numbers(
          new BigInteger(matcher.group(1)),
          new BigInteger(matcher.group(2)),
          patch == null ? BigInteger.ZERO : new BigInteger(patch));
    }
  }

  private VersionNumbers() {}

  /**
   * The next minor version after the highest, {@code 0.2.0} after {@code 0.1.3}; the first is
   * {@code 0.1.0}. Versions that are not of this form are passed over. Where the next minor version
   * would be too long for a registry, it is the next major one.
   *
   * @throws IllegalArgumentException when that is too long too
   */
  static String next(Collection<String> versions) {
    Numbers highest =
        versions.stream()
            .map(NUMBERS::matcher)
            .filter(Matcher::matches)
            .map(Numbers::of)
            .max(Numbers.ORDER)
            .orElse(new Numbers(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO));
    String minor = highest.major() + "." + highest.minor().add(BigInteger.ONE) + ".0";
    if (minor.length() <= MAX_LENGTH) {
      return minor;
    }
    String major = highest.major().add(BigInteger.ONE) + ".0.0";
    if (major.length() <= MAX_LENGTH) {
      return major;
    }
    throw new IllegalArgumentException(
        "no version follows %s.%s.%s in %d characters"
            .formatted(highest.major(), highest.minor(), highest.patch(), MAX_LENGTH));
  }
}
