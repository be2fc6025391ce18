package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.rollout.ManualRollouts;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A decision on a version's traffic that a human takes. */
abstract class ManualRolloutCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as trend_predictor.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "Such as 1.2.3.")
  private String version;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the decision.")
  private @Nullable String reason;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ManualRolloutCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Decides.
   *
   * @param by who decides
   * @param reason why, or null where nothing was said
   */
  abstract void decide(ManualRollouts rollouts, ModelRef ref, String by, @Nullable String reason);

  @Override
  public final Integer call() {
    ModelRef ref = options.version(name, version);
    return options.run(
        environment,
        (stores, out) -> {
          decide(stores.manual(), ref, ModelsPublishCommand.BY, reason);
          ModelsPublishCommand.report(stores.registry().find(ref).orElseThrow(), options, out);
        });
  }
}
