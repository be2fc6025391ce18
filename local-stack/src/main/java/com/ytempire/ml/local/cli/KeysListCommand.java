package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.access.ListKeys;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists keys with their state. */
@Command(
    name = "list",
    description = "Lists every key, the newest first.",
    mixinStandardHelpOptions = true,
    footer = {"", "State: active opens what its scopes say; expired and revoked open nothing."})
public final class KeysListCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private KeyOptions options;

  /** The command as users get it. */
  public KeysListCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  KeysListCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    return options.run(
        environment,
        clock,
        (keys, out) -> {
          if (options.json()) {
            ListKeys.printJson(out, keys.list(), clock.instant());
          } else {
            ListKeys.print(out, keys.list(), clock.instant());
          }
        });
  }
}
