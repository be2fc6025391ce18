package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Promotes a canary. */
@Command(
    name = "promote",
    description = "Makes a running canary the active version, whatever its evidence says.",
    mixinStandardHelpOptions = true,
    footer = {"", "The decision is kept as one by hand. Without a canary, use models activate."})
public final class ModelsPromoteCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as trend_predictor.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "Such as 1.2.3.")
  private String version;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the decision.")
  private @Nullable String reason;

  /** The command as users get it. */
  public ModelsPromoteCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsPromoteCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    ModelRef ref = options.version(name, version);
    return options.run(
        environment,
        (stores, out) -> {
          stores.manual().promote(ref, ModelsPublishCommand.BY, reason);
          ModelsPublishCommand.report(stores.registry().find(ref).orElseThrow(), options, out);
        });
  }
}
