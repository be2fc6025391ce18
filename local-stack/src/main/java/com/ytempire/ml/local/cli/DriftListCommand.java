package com.ytempire.ml.local.cli;

import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import com.ytempire.ml.drift.store.VerdictQuery;
import com.ytempire.ml.local.drift.CheckPeriod;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the drift job has found. */
@Command(
    name = "list",
    description = "Prints what has drifted in the windows that the drift job has judged.",
    mixinStandardHelpOptions = true,
    footer = {"", "ytempire drift list trend_predictor --period 7d"})
public final class DriftListCommand implements Callable<Integer> {
  /** Events may lie a little in the future, and so may the ends of their windows. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private final Map<String, String> environment;
  private final Clock clock;

  @Mixin private DriftOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Model, such as trend_predictor.")
  private String name;

  @Option(names = "--model-version", paramLabel = "VERSION", description = "Default: all.")
  private @Nullable String version;

  @Option(
      names = "--slice",
      paramLabel = "SLICE",
      description = "Such as all or region=US (default: all slices).")
  private @Nullable String slice;

  @Option(
      names = "--period",
      paramLabel = "LENGTH",
      defaultValue = "7d",
      converter = LengthConverter.class,
      description = "Windows that end since then, such as 12h (default: ${DEFAULT-VALUE}).")
  private Duration period;

  /** The command as users get it. */
  public DriftListCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DriftListCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant now = clock.instant();
    var query =
        new VerdictQuery(
            name,
            Optional.ofNullable(version),
            Optional.ofNullable(slice),
            now.minus(period),
            now.plus(AHEAD),
            VerdictQuery.MOST);
    return options.run(environment, (stores, out) -> show(stores.verdicts().list(query), out));
  }

  private void show(List<DriftEvent> events, PrintWriter out) {
    if (options.json()) {
      for (DriftEvent event : events) {
        out.println(new String(DriftEventJson.write(event), StandardCharsets.UTF_8));
      }
      return;
    }
    if (events.isEmpty()) {
      out.printf("no window of %s was judged within %s%n", name, period);
      return;
    }
    CheckPeriod.print(events, out);
    if (events.size() == VerdictQuery.MOST) {
      out.printf("of the newest %d verdicts; name a shorter period for all%n", events.size());
    }
  }
}
