package com.ytempire.ml.local.cli;

import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfileWriter;
import com.ytempire.ml.local.drift.PeriodRows;
import com.ytempire.ml.training.profile.VersionProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the profile of a stored period. */
@Command(
    name = "profile",
    description = {
      "Makes the profile of a stored period: summaries from which drift can be computed without its"
          + " rows.",
      "No server has to run."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: ytempire drift profile --from 2026-01-01 --to 2026-02-01 --out january.json"
    })
public final class DriftProfileCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Clock clock;

  @Mixin private DataOption data;

  @Mixin private PeriodOptions period;

  @Option(
      names = "--seasonal",
      paramLabel = "NAME",
      split = ",",
      description = "Columns to tell apart by hour of the week too, for seasonality: hour_of_week.")
  private Set<String> seasonal = Set.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; replaced where there is one.")
  private Path out;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public DriftProfileCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DriftProfileCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    PeriodRows rows =
        period.read(
            period.plan(data.folder(), environment, clock, spec),
            data.folder(),
            environment,
            clock,
            spec);
    List<String> unknown =
        seasonal.stream().filter(name -> !rows.features().contains(name)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--seasonal %s: no such column; there are %s"
              .formatted(unknown.get(0), String.join(", ", rows.features())));
    }
    ReferenceProfile profile =
        VersionProfile.ofPeriod(rows.features(), rows.heads(), rows.examples(), seasonal);
    byte[] file = ReferenceProfileWriter.write(profile);
    Files.write(out, file);
    PrintWriter console = spec.commandLine().getOut();
    console.println(
        "%d rows of %d videos, one a day of each, in %d columns: %s, %d bytes"
            .formatted(profile.rows(), profile.units(), rows.features().size(), out, file.length));
    console.flush();
    return 0;
  }
}
