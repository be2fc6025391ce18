package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.drift.PeriodRows;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.source.TrainingSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which stored rows are looked at. */
final class PeriodOptions {
  @Option(
      names = "--source",
      paramLabel = "ADDRESS",
      description =
          "Offline store (folder or s3://bucket/prefix), or file of events, .jsonl or .jsonl.gz"
              + " (default: FEATURE_OFFLINE_PATH, else the data folder's).")
  private @Nullable String source;

  @Option(
      names = "--known-time",
      paramLabel = "CLOCK",
      defaultValue = "recorded",
      converter = TrainingOptions.KnownTimeConverter.class,
      description =
          "recorded: a value was known when the platform had it; event-time: when it happened, for"
              + " archives loaded later (default: ${DEFAULT-VALUE}).")
  private KnownTime knownTime;

  @Option(
      names = "--definitions",
      paramLabel = "FILE",
      description =
          "Feature definitions (default: those that the data folder's stack ran last, else"
              + " config/features.yaml).")
  private @Nullable Path definitions;

  @Option(
      names = "--features",
      paramLabel = "NAME",
      split = ",",
      description = "Inputs and numeric features (default: all there are).")
  private List<String> features = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "First time of a snapshot.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "Time at which to end, not included.")
  private @Nullable Instant to;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  PeriodOptions() {}

  /** The features of which rows are made. */
  FeaturePlan plan(Path data, Map<String, String> environment, Clock clock, CommandSpec spec)
      throws IOException {
    return TrainingFeatures.plan(data, definitions, environment, clock, spec);
  }

  /** The rows; blocks while they are read. */
  PeriodRows read(
      FeaturePlan plan, Path data, Map<String, String> environment, Clock clock, CommandSpec spec)
      throws IOException {
    PlatformSettings settings = TrainingFeatures.settings(data, environment);
    String address = source != null ? source : settings.features().offlinePath();
    var sources = new TrainingSources(plan, settings.objects(), clock);
    DatasetQuery query = query(clock.instant(), spec);
    try {
      return PeriodRows.read(sources, address, query);
    } catch (IOException e) {
      throw new ServerException("cannot read %s: %s".formatted(address, e.getMessage()), e);
    }
  }

  private DatasetQuery query(Instant now, CommandSpec spec) {
    try {
      return DatasetQuery.DEFAULT
          .withFeatures(features)
          .withKnowledge(new Knowledge(knownTime, now))
          .withPeriod(
              from == null ? DatasetQuery.DEFAULT.from() : from,
              to == null ? DatasetQuery.DEFAULT.to() : to);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
