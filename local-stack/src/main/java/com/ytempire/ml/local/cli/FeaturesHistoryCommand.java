package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.local.features.FeatureCatalog;
import com.ytempire.ml.local.features.FeatureHistory;
import com.ytempire.ml.local.features.FeatureStores;
import com.ytempire.ml.local.features.OfflineStores;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the values of one feature over event time. */
@Command(
    name = "history",
    description = "Prints the values of one feature of one entity over event time.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Reads the offline store; no server has to run. Values appear there with the job's next"
          + " checkpoint.",
      "Exit code 1 when there is no value."
    })
public final class FeaturesHistoryCommand implements Callable<Integer> {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final Map<String, String> environment;

  @Mixin private FeatureOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "First event time, such as 2025-01-10 or 2025-01-10T08:30:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "Event time at which to end, not included.")
  private @Nullable Instant to;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "100",
      description = "Show the newest of them, at most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--feature-version",
      paramLabel = "N",
      description = "Version of the definition (default: that of the feature file's definition).")
  private @Nullable Integer version;

  @Option(names = "--full", description = "Show embeddings whole.")
  private boolean full;

  @Parameters(index = "0", paramLabel = "ENTITY_TYPE", description = "video, channel or topic.")
  private String entityType;

  @Parameters(
      index = "1",
      paramLabel = "ENTITY_ID",
      description = "region|video_id, a channel, or source|topic.")
  private String entityId;

  @Parameters(index = "2", paramLabel = "NAME", description = "The feature or one column of it.")
  private String name;

  /** The command as users get it. */
  public FeaturesHistoryCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  FeaturesHistoryCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    requirePositive("--limit", limit);
    if (version != null) {
      requirePositive("--feature-version", version);
    }
    return options.run(
        out -> {
          List<FeatureColumn> columns =
              catalog().columns(entityType, List.of(name)).stream().map(this::chosen).toList();
          FeatureHistory history;
          try (var offline = OfflineStores.open(options.dataFolder(), environment)) {
            history =
                FeatureHistory.read(
                    offline.store(),
                    new EntityKey(entityType, entityId),
                    columns,
                    from == null ? FIRST : from,
                    to == null ? LAST : to,
                    limit);
          }
          if (options.json()) {
            history.printJson(out);
          } else {
            history.print(out, full);
          }
          return history.rows().isEmpty() ? 1 : 0;
        });
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "%s %d: at least 1 is allowed".formatted(option, value));
    }
  }

  /** The file's features under the registry's versions if a registry answers. */
  private FeatureCatalog catalog() throws IOException {
    Optional<FeatureStores> found =
        version == null
            ? FeatureStores.find(options.dataFolder(), environment, Clock.systemUTC())
            : Optional.empty();
    if (found.isPresent()) {
      try (FeatureStores stores = found.get()) {
        return options.catalog(stores);
      } catch (StoreUnavailableException e) {
        spec.commandLine()
            .getErr()
            .println(stores(found) + " does not tell versions; assuming those of the feature file");
      }
    }
    return FeatureCatalog.unregistered(options.plan());
  }

  private static String stores(Optional<FeatureStores> found) {
    return found.map(FeatureStores::address).orElse("no server");
  }

  private FeatureColumn chosen(FeatureColumn column) {
    return version == null
        ? column
        : new FeatureColumn(
            column.name(),
            column.feature(),
            version,
            column.entityType(),
            column.kind(),
            column.slot(),
            column.width(),
            column.ttl());
  }
}
