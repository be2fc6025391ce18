package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.local.access.ListKeys;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes one key. */
@Command(
    name = "revoke",
    description = "Takes a key out of force for good.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A running service notices within seconds (docs/security.md says how many)."
          + " Revoking a revoked key does nothing."
    })
public final class KeysRevokeCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private KeyOptions options;

  @Parameters(index = "0", paramLabel = "ID", description = "The key's id, as keys list shows it.")
  private String id;

  /** The command as users get it. */
  public KeysRevokeCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  KeysRevokeCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    if (!KeyText.isId(id)) {
      // Not repeated: it may be a whole key.
      throw options.refusal("that is no id of a key: expected the 16 hex digits after ytk_");
    }
    Clock clock = Clock.systemUTC();
    return options.run(
        environment,
        clock,
        (keys, out) -> {
          ApiKey key = keys.revoke(id);
          if (options.json()) {
            ListKeys.printJson(out, List.of(key), clock.instant());
          } else {
            out.printf("key %s (%s) is revoked since %s%n", key.id(), key.name(), key.revokedAt());
          }
        });
  }
}
