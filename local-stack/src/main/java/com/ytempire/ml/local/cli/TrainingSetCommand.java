package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.jobs.training.SetPlaces;
import com.ytempire.ml.local.run.TrainingSetRun;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.ShowTrainingSet;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.source.EntityTimesFile;
import com.ytempire.ml.training.source.TrainingSources;
import com.ytempire.ml.training.stored.TrainingSetFolder;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Mixin private TrainingOptions training;

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
      names = "--out",
      paramLabel = "WHERE",
      description =
          "Folder or s3://bucket/prefix of the set (default: training-sets/TIME in the data"
              + " folder).")
  private @Nullable String out;

  @Option(
      names = "--peak-horizon",
      paramLabel = "DURATION",
      defaultValue = "48h",
      converter = LengthConverter.class,
      description =
          "How far the peak of view velocity is looked for, such as 7d (default: ${DEFAULT-VALUE}).")
  private Duration peakHorizon;

  @Option(
      names = "--flink",
      description =
          "By a Flink batch job on all cores, which sorts on disk what memory does not hold; the"
              + " same bytes, of an offline store only.")
  private boolean flink;

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
    String address = training.source(settings);
    String target =
        out != null
            ? out
            : data.folder().resolve("training-sets").resolve(FOLDER.format(now)).toString();
    var sources =
        new TrainingSources(
            TrainingFeatures.plan(data.folder(), training.definitions(), environment, clock, spec),
            settings.objects(),
            clock);
    TrainingSetManifest manifest;
    try (TrainingSources.Place place = sources.open(target)) {
      var folder = new TrainingSetFolder(place.files(), target);
      manifest =
          flink
              ? makeByJob(sources, query, new SetPlaces(address, target, settings.objects()))
              : make(sources, address, folder, query);
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
      return sources.build(
          address, builder -> folder.write(rows -> builder.snapshots(query, rows)));
    }
    List<EntityTime> times = EntityTimesFile.read(entitiesFile());
    return sources.build(
        address, builder -> folder.write(rows -> builder.entities(query, times, rows)));
  }

  private TrainingSetManifest makeByJob(
      TrainingSources sources, DatasetQuery query, SetPlaces places) throws IOException {
    if (TrainingSources.isEvents(places.store())) {
      throw refusal(
          "--flink reads an offline store, not %s; leave --flink out, or load the file by ./ytempire"
                  .formatted(places.store())
              + " backfill");
    }
    Path file = examples.snapshots ? null : entitiesFile();
    List<EntityTime> times = file == null ? List.of() : EntityTimesFile.read(file);
    SetPlan plan =
        sources.build(
            places.store(),
            builder ->
                file == null ? builder.planSnapshots(query) : builder.planEntities(query, times));
    return new TrainingSetRun(plan, places, file, Runtime.getRuntime().availableProcessors()).run();
  }

  private Path entitiesFile() {
    Path file = Objects.requireNonNull(examples.entities);
    if (!Files.isRegularFile(file)) {
      throw refusal("--entities " + file + ": no such file");
    }
    return file;
  }

  private DatasetQuery query(Instant known) {
    try {
      return DatasetQuery.DEFAULT
          .withFeatures(features)
          .withKnowledge(new Knowledge(training.knownTime(), known))
          .withSplit(training.split(), training.seed())
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
}
