package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets picocli read lengths of time: a whole number and a unit, such as {@code 90m}. */
final class LengthConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    return Durations.parse(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no duration; give a number and s, m, h, d or w"));
  }
}
