package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.models.ShowDay;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures one day. */
@Command(
    name = "metrics",
    description = "Measures what each version did on a day, and keeps it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The running service does this by itself for the last 14 days, once a day: outcomes come late."
    })
public final class ModelsMetricsCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Option(names = "--date", paramLabel = "DATE", description = "In UTC; default: today.")
  private @Nullable LocalDate date;

  /** The command as users get it. */
  public ModelsMetricsCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsMetricsCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    LocalDate day = date == null ? LocalDate.now(ZoneOffset.UTC) : date;
    return options.run(
        environment,
        (stores, out) -> {
          var shown = ShowDay.measured(stores.registry(), stores.statistics(), day);
          if (options.json()) {
            shown.printJson(out);
          } else {
            shown.print(out);
          }
        });
  }
}
