package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.local.models.CompareModels;
import com.ytempire.ml.local.models.ModelStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two versions. */
@Command(
    name = "compare",
    description =
        "Prints the figures of two versions side by side, by their evaluation and in traffic.",
    mixinStandardHelpOptions = true,
    footer = {"", "ytempire models compare trend_predictor 1.1.0 1.0.0"})
public final class ModelsCompareCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as trend_predictor.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "Such as 1.2.3.")
  private String version;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "The version beside it; default: the active one.")
  private @Nullable String other;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "Days of traffic up to now (default: ${DEFAULT-VALUE}).")
  private int days;

  /** The command as users get it. */
  public ModelsCompareCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsCompareCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    ModelRef ref = options.version(name, version);
    ModelRef beside = other == null ? null : options.version(name, other);
    if (days < 1 || days > 365) {
      throw options.refusal("--days %d; allowed: 1 to 365".formatted(days));
    }
    return options.run(
        environment,
        (stores, out) -> {
          Instant now = Instant.now();
          var shown =
              CompareModels.of(
                  stores.repository(),
                  stores.statistics(),
                  ref,
                  beside == null ? active(stores) : beside,
                  now.minus(Duration.ofDays(days)),
                  now);
          if (options.json()) {
            shown.printJson(out);
          } else {
            shown.print(out);
          }
        });
  }

  private ModelRef active(ModelStores stores) {
    return stores
        .registry()
        .active(name)
        .map(ModelVersion::ref)
        .orElseThrow(
            () ->
                new StoreRefusedException(
                    "no version of %s is active; name the one to compare with".formatted(name)));
  }
}
