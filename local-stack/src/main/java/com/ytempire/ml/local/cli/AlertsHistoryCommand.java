package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.alerts.ShowAlertHistory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what fired, and who was told. */
@Command(
    name = "history",
    description = "Prints what fired when, and what became of each notification.",
    mixinStandardHelpOptions = true)
public final class AlertsHistoryCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final Map<String, String> environment;

  @Mixin private AlertOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RULE",
      description = "Its name (default: all).")
  private @Nullable String rule;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most of each (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** The command as users get it. */
  public AlertsHistoryCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  AlertsHistoryCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw options.refusal("--limit %d: expected 1 to %d".formatted(limit, MOST));
    }
    return options.run(
        environment,
        (stores, out) -> {
          var shown = ShowAlertHistory.of(stores, Optional.ofNullable(rule), limit);
          if (options.json()) {
            shown.printJson(out);
          } else {
            shown.print(out);
          }
        });
  }
}
