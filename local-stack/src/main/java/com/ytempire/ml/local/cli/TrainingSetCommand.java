package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.config.Durations;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.Knowledge.KnownTime;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.ShowTrainingSet;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.EntityTime;
import com.ytempire.ml.training.dataset.EntityTimesFile;
import com.ytempire.ml.training.dataset.TrainingSetFolder;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.dataset.TrainingSources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes a training set of what the offline store holds. */
@Command(
    name = "training-set",
    description = {
      "Makes a training set: examples with the features that were known at their time, and the"
          + " labels that became known after it.",
      "No server has to run."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The set is a folder with examples.parquet and manifest.json; the same rows give the same"
          + " bytes.",
      "Example: ytempire training-set --snapshots --features views,delta_views,engagement_rate"
    })
public final class TrainingSetCommand implements Subcommand {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<String, String> environment;
  private final Clock clock;

  @Mixin private DataOption data;

  /** Which examples: one of the two. */
  static final class Examples {
    @Option(
        names = "--entities",
        paramLabel = "FILE",
        description = "These: CSV or JSON lines of entity_type, entity_id, timestamp.")
    private @Nullable Path entities;

    @Option(names = "--snapshots", description = "All snapshots of videos whose outcome is known.")
    private boolean snapshots;
  }

  @ArgGroup(multiplicity = "1")
  private Examples examples;

  @Option(
      names = "--features",
      paramLabel = "NAME",
      split = ",",
      description = "Inputs and numeric features (default: all there are).")
  private List<String> features = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "Leave out what became known after this (default: now).")
  private @Nullable Instant asOf;

  @Option(
      names = "--known-time",
      paramLabel = "CLOCK",
      defaultValue = "recorded",
      converter = KnownTimeConverter.class,
      description =
          "recorded: a value was known when the platform had it; event-time: when it happened, for"
              + " archives loaded later (default: ${DEFAULT-VALUE}).")
  private KnownTime knownTime;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "First time of a snapshot's example.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = BackfillCommand.TimeConverter.class,
      description = "Time of examples at which to end, not included.")
  private @Nullable Instant to;

  @Option(
      names = "--source",
      paramLabel = "WHERE",
      description =
          "Offline store (folder or s3://bucket/prefix) or file of events, .jsonl or .jsonl.gz"
              + " (default: FEATURE_OFFLINE_PATH, else the data folder's).")
  private @Nullable String source;

  @Option(
      names = "--out",
      paramLabel = "WHERE",
      description =
          "Folder or s3://bucket/prefix of the set (default: training-sets/TIME in the data"
              + " folder).")
  private @Nullable String out;

  @Option(
      names = "--split",
      paramLabel = "SHARES",
      defaultValue = "0.7,0.15,0.15",
      converter = SplitConverter.class,
      description = "Shares to train, validate and test with (default: ${DEFAULT-VALUE}).")
  private DataSplit split;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which videos are for validation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--peak-horizon",
      paramLabel = "DURATION",
      defaultValue = "48h",
      converter = DurationConverter.class,
      description =
          "How far the peak of view velocity is looked for, such as 7d (default: ${DEFAULT-VALUE}).")
  private Duration peakHorizon;

  @Option(
      names = "--definitions",
      paramLabel = "FILE",
      description =
          "Feature definitions (default: those that the data folder's stack ran last, else"
              + " config/features.yaml).")
  private @Nullable Path definitions;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public TrainingSetCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  TrainingSetCommand(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Instant now = clock.instant();
    DatasetQuery query = query(asOf == null ? now : asOf);
    PlatformSettings settings = TrainingFeatures.settings(data.folder(), environment);
    String address = source != null ? source : settings.features().offlinePath();
    String target =
        out != null
            ? out
            : data.folder().resolve("training-sets").resolve(FOLDER.format(now)).toString();
    var sources =
        new TrainingSources(
            TrainingFeatures.plan(data.folder(), definitions, environment, clock, spec),
            settings.objects(),
            clock);
    TrainingSetManifest manifest;
    try (TrainingSources.Place place = sources.open(target)) {
      var folder = new TrainingSetFolder(place.files(), target);
      manifest = make(sources, address, folder, query);
    } catch (IOException e) {
      throw new ServerException("cannot make the set: " + e.getMessage(), e);
    }
    PrintWriter console = spec.commandLine().getOut();
    ShowTrainingSet.print(manifest, target, console);
    console.flush();
    return 0;
  }

  private TrainingSetManifest make(
      TrainingSources sources, String address, TrainingSetFolder folder, DatasetQuery query)
      throws IOException {
    if (examples.snapshots) {
      return sources.build(address, builder -> folder.writeSnapshots(builder, query));
    }
    Path file = Objects.requireNonNull(examples.entities);
    if (!Files.isRegularFile(file)) {
      throw refusal("--entities " + file + ": no such file");
    }
    List<EntityTime> times = EntityTimesFile.read(file);
    return sources.build(address, builder -> folder.writeEntities(builder, query, times));
  }

  private DatasetQuery query(Instant known) {
    try {
      return DatasetQuery.DEFAULT
          .withFeatures(features)
          .withKnowledge(new Knowledge(knownTime, known))
          .withSplit(split, seed)
          .withPeakHorizon(peakHorizon)
          .withPeriod(
              from == null ? DatasetQuery.DEFAULT.from() : from,
              to == null ? DatasetQuery.DEFAULT.to() : to);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** {@code recorded} or {@code event-time}. */
  static final class KnownTimeConverter implements ITypeConverter<KnownTime> {
    @Override
    public KnownTime convert(String value) {
      return switch (value) {
        case "recorded" -> KnownTime.RECORDED;
        case "event-time" -> KnownTime.EVENT_TIME;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is no clock; give recorded or event-time");
      };
    }
  }

  /** A whole number and a unit. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return Durations.parse(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + value + "' is no duration; give a number and s, m, h, d or w"));
    }
  }

  /** Three shares with commas between them. */
  static final class SplitConverter implements ITypeConverter<DataSplit> {
    @Override
    public DataSplit convert(String value) {
      String[] shares = value.split(",", -1);
      try {
        if (shares.length == 3) {
          return new DataSplit(
              Double.parseDouble(shares[0]),
              Double.parseDouble(shares[1]),
              Double.parseDouble(shares[2]));
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' has a share that is no number");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "': " + e.getMessage());
      }
      throw new TypeConversionException(
          "'" + value + "': expected three shares, as in 0.7,0.15,0.15");
    }
  }
}
