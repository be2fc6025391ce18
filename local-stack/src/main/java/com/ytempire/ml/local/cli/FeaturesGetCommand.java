package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.local.features.ShowVector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the current values of one entity. */
@Command(
    name = "get",
    description = "Prints the current values of one entity, with age and status.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "ytempire features get video 'US|dQw4w9WgXcQ'",
      "ytempire features get topic 'reddit|ai' signal_volume_24h --json",
      "Exit code 1 when nothing is stored of what was asked for."
    })
public final class FeaturesGetCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private FeatureOptions options;

  @Option(names = "--full", description = "Show embeddings whole.")
  private boolean full;

  @Parameters(index = "0", paramLabel = "ENTITY_TYPE", description = "video, channel or topic.")
  private String entityType;

  @Parameters(
      index = "1",
      paramLabel = "ENTITY_ID",
      description = "region|video_id, a channel, or source|topic.")
  private String entityId;

  @Parameters(
      index = "2..*",
      paramLabel = "NAME",
      description = "Features or columns; all when none is named.")
  private List<String> names = List.of();

  /** The command as users get it. */
  public FeaturesGetCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  FeaturesGetCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.withStores(
        environment,
        (stores, out) -> {
          List<FeatureColumn> columns = options.catalog(stores).columns(entityType, names);
          try (var online = stores.online()) {
            var vector = new ShowVector(online.read(new EntityKey(entityType, entityId), columns));
            if (options.json()) {
              vector.printJson(out);
            } else {
              vector.print(out, full);
            }
            return vector.isEmpty() ? 1 : 0;
          }
        });
  }
}
