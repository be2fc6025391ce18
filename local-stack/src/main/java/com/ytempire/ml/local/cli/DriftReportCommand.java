package com.ytempire.ml.local.cli;

import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.report.DriftReport;
import com.ytempire.ml.drift.report.DriftReportJson;
import com.ytempire.ml.drift.report.DriftReportPage;
import com.ytempire.ml.drift.report.DriftReports;
import com.ytempire.ml.drift.report.ReportScope;
import com.ytempire.ml.local.drift.DriftStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what the drift job has found as a page and as JSON. */
@Command(
    name = "report",
    description = {
      "Writes what the drift job has found of a model: a page with pictures, and JSON.",
      "Only shares, means and statistics are in it, never rows."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0 when there is a report, 1 when no window was judged; nothing is written then.",
      "Example: ytempire drift report --model trend_predictor --period 7d --out report.html"
    })
public final class DriftReportCommand implements Callable<Integer> {
  /** Events may lie a little in the future, and so may the ends of their windows. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private final Map<String, String> environment;
  private final Clock clock;

  @Mixin private DataOption data;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "Model, such as trend_predictor.")
  private String model;

  @Option(names = "--model-version", paramLabel = "VERSION", description = "Default: all.")
  private @Nullable String version;

  @Option(
      names = "--slice",
      paramLabel = "SLICE",
      defaultValue = DriftEvent.ALL,
      description = "Such as all or region=US (default: ${DEFAULT-VALUE}).")
  private String slice;

  @Option(
      names = "--period",
      paramLabel = "LENGTH",
      defaultValue = "7d",
      converter = LengthConverter.class,
      description =
          "Without --from: windows that end so long before --to, or before now"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration period;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "Windows that end after this.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "Windows that end until then (default: now and later).")
  private @Nullable Instant to;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The page to write, HTML; replaced where there is one.")
  private Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "The same as JSON; replaced where there is one.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public DriftReportCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DriftReportCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    ReportScope scope = scope();
    requireFolder("--out", out);
    if (json != null) {
      requireFolder("--json", json);
    }
    var found = new AtomicReference<@Nullable DriftReport>();
    StoreOptions.run(
        data.folder(),
        spec,
        folder -> DriftStores.require(folder, environment),
        (stores, console) ->
            found.set(new DriftReports(stores.verdicts(), stores.retrainings()).of(scope)));
    DriftReport report = Objects.requireNonNull(found.get());
    if (report.isEmpty()) {
      return nothing(scope);
    }
    Files.writeString(out, DriftReportPage.write(report), StandardCharsets.UTF_8);
    if (json != null) {
      Files.write(json, DriftReportJson.write(report));
    }
    var console = spec.commandLine().getOut();
    for (DriftReport.Version judged : report.versions()) {
      console.printf(
          "%s %s: %d windows, %d columns, strongest: %s%n",
          scope.model(),
          judged.version(),
          judged.windows().size(),
          judged.columns().size(),
          judged.movers().isEmpty() ? "none" : judged.movers().get(0).name());
    }
    console.println("report: " + out);
    console.flush();
    return 0;
  }

  private int nothing(ReportScope scope) {
    var messages = spec.commandLine().getErr();
    messages.printf(
        "no window of %s%s, slice %s, that ends after %s and up to %s was judged; does the drift"
            + " job run (up --drift FILE)?%n",
        scope.model(),
        scope.version().map(number -> " " + number).orElse(""),
        scope.slice(),
        scope.from(),
        scope.to());
    messages.flush();
    return 1;
  }

  private ReportScope scope() {
    Instant now = clock.instant();
    Instant end = to == null ? now.plus(AHEAD) : to;
    Instant start = from == null ? (to == null ? now : to).minus(period) : from;
    try {
      return new ReportScope(model, Optional.ofNullable(version), slice, start, end);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void requireFolder(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s %s: its folder does not exist, or it is a folder itself".formatted(option, file));
    }
  }
}
