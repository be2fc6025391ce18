package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.models.ListModels;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists versions with their status. */
@Command(
    name = "list",
    description = "Lists every version that is registered or published.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Status: active takes the model's traffic, inactive could, deprecated must not; unregistered is published and the registry does not know it yet."
    })
public final class ModelsListCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  /** The command as users get it. */
  public ModelsListCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsListCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.run(
        environment,
        (stores, out) -> {
          var list = ListModels.of(stores.registry(), stores.repository());
          if (options.json()) {
            list.printJson(out);
          } else {
            list.print(out);
          }
        });
  }
}
