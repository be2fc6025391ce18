package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.alerts.ShowAlerts;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows where rules and alerts stand. */
@Command(
    name = "list",
    description = "Prints every rule with its state and its readings, and what is silenced.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "State: quiet, no data, unknown (a server is away), pending, firing, resolved (7 days)."
    })
public final class AlertsListCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private AlertOptions options;

  /** The command as users get it. */
  public AlertsListCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  AlertsListCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.run(
        environment,
        (stores, out) -> {
          ShowAlerts shown = ShowAlerts.of(stores, Clock.systemUTC().instant());
          if (options.json()) {
            shown.printJson(out);
          } else {
            shown.print(out);
          }
        });
  }
}
