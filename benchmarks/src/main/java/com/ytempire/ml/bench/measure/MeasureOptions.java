package com.ytempire.ml.bench.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every benchmark has. */
public final class MeasureOptions {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds whose median counts, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which events or requests are made (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Measure only these parts, see below (default: all).")
  private @Nullable List<String> only;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as JSON.")
  private @Nullable Path json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public MeasureOptions() {}

  /** Rounds that count; whether so many can be measured is for the benchmark to say. */
  public int rounds() {
    return rounds;
  }

  /** What decides over everything that is drawn. */
  public long seed() {
    return seed;
  }

  /**
   * The parts that are wanted, all of them where none is named.
   *
   * @param parts each goes by its name in lower case
   * @throws ParameterException when a part is named that there is not
   */
  public <P extends Enum<P>> EnumSet<P> parts(Class<P> parts) {
    if (only == null) {
      return EnumSet.allOf(parts);
    }
    EnumSet<P> chosen = EnumSet.noneOf(parts);
    for (String word : only) {
      chosen.add(
          Arrays.stream(parts.getEnumConstants())
              .filter(part -> word(part).equals(word))
              .findFirst()
              .orElseThrow(() -> unknown(word, parts)));
    }
    return chosen;
  }

  private <P extends Enum<P>> ParameterException unknown(String word, Class<P> parts) {
    String allowed =
        Arrays.stream(parts.getEnumConstants())
            .map(MeasureOptions::word)
            .collect(Collectors.joining(", "));
    return new ParameterException(
        spec.commandLine(), "--only " + word + ": no such part; there are " + allowed);
  }

  private static String word(Enum<?> part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Where the figures go for programs, if they are wanted.
   *
   * @throws ParameterException when its folder does not exist; said before anything is measured
   */
  public Optional<Path> json() {
    if (json == null) {
      return Optional.empty();
    }
    Path folder = json.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--json " + json + ": its folder does not exist");
    }
    return Optional.of(json);
  }
}
