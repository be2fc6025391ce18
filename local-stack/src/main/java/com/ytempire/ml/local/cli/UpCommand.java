package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.ModelsFile;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.StackOptions;
import com.ytempire.ml.local.server.VectorBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the whole platform and keeps it running until it is stopped or its input ends. */
@Command(
    name = "up",
    description = {
      "Starts Postgres, Redis, Kafka, S3 and Flink, and on them the feature and the inference job",
      "and the service; a worker runs the trainings that are asked for, and alert rules are watched.",
      "Without --input it plays a synthetic stream."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Other ports: POSTGRES_PORT, REDIS_PORT, KAFKA_PORT, S3_PORT, FLINK_UI_PORT, SERVICE_PORT,"
          + " PROMETHEUS_METRICS_PORT.",
      "Other servers: DATABASE_URL, REDIS_URL, KAFKA_BOOTSTRAP_SERVERS, S3_ENDPOINT (with"
          + " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY); what is named is not started.",
      "Models: MODEL_REGISTRY_PATH, MODEL_CACHE_DIR; by default in the data folder.",
      "Ctrl-C stops everything in order. What was written stays in the data folder."
    })
public final class UpCommand implements Subcommand {

  private static final Duration VECTOR_LIMIT = Duration.ofSeconds(40);

  private final UpAction action;
  private final Map<String, String> environment;

  @Mixin private DataOption data;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Events to play: JSONL or trending CSV, plain or .gz.")
  private @Nullable Path input;

  @Option(
      names = "--change-after",
      paramLabel = "LENGTH",
      converter = LengthConverter.class,
      description = {
        "Event time after which videos of the synthetic stream grow in another way, such as 12h:",
        "what a model has learnt does not hold any longer, and drift is to be found."
      })
  private @Nullable Duration changeAfter;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      defaultValue = "max",
      converter = Speed.Converter.class,
      description = "max, or event seconds per second (default: ${DEFAULT-VALUE}).")
  private Speed speed;

  @Option(names = "--until-done", description = "Stop when the input has been worked off.")
  private boolean untilDone;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a JSON summary there at the end.")
  private @Nullable Path report;

  @Mixin private ConfigFiles config;

  @Option(names = "--no-inference", description = "Compute features only, without predictions.")
  private boolean withoutInference;

  @Option(
      names = "--learn-online",
      description =
          "Also learn a model from outcomes as they come; its versions 0.0.COUNT take no traffic.")
  private boolean learning;

  @Option(names = "--no-service", description = "Answer no requests.")
  private boolean withoutService;

  @Option(names = "--no-training", description = "Leave trainings to other workers.")
  private boolean withoutTraining;

  @Option(
      names = "--drift",
      paramLabel = "FILE",
      description = "What is watched for drift (default: config/drift.yaml).")
  private @Nullable Path drift;

  @Option(names = "--no-drift", description = "Watch nothing for drift.")
  private boolean withoutDrift;

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "Alert rules (default: ALERTS_FILE, or else config/alerts.yaml).")
  private @Nullable Path alerts;

  @Option(names = "--no-alerts", description = "Evaluate no alert rules.")
  private boolean withoutAlerts;

  @Option(
      names = "--no-pgvector",
      description = "Go without vector search in the embedded Postgres.")
  private boolean withoutVector;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public UpCommand() {
    this(new RunFeatures(System.getenv()), System.getenv());
  }

  /**
   * The command with another thing to do once the servers answer.
   *
   * @param environment variables that name ports, servers and folders
   */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public UpCommand(UpAction action, Map<String, String> environment) {
    this.action = action;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    UpOptions options = checkedOptions();
    if (options.service()) {
      ServicePorts.requireFree(environment);
    }
    PrintWriter out = spec.commandLine().getOut();
    var progress = new ConsoleProgress(out);
    StackOptions stackOptions = StackOptions.fromEnvironment(options.data(), environment);
    if (withoutVector) {
      stackOptions = stackOptions.withoutVector();
    }
    Files.createDirectories(options.data().resolve("logs"));
    LogFiles.in(options.data().resolve("logs").toRealPath());

    long begun = System.nanoTime();
    out.printf("starting on %s%n", options.data().toAbsolutePath().normalize());
    out.flush();
    return run(options, stackOptions, progress, begun);
  }

  private int run(
      UpOptions options, StackOptions stackOptions, ConsoleProgress progress, long begun)
      throws Exception {
    var shutdown = new OrderlyShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(shutdown.hook());
    try (VectorStep vector = VectorStep.begin(stackOptions, options.data().resolve("logs"));
        LocalStack stack = LocalStack.start(stackOptions, progress)) {
      vector.finish(stack, progress, VECTOR_LIMIT);
      progress.line(
          "all",
          String.format(Locale.ROOT, "ready in %.1f s", (System.nanoTime() - begun) / 1e9),
          "logs in " + stack.data().logs());
      return action.run(stack, options, spec.commandLine().getOut());
    } catch (InterruptedException e) {
      return 0; // Stopped by the user; the process ends with the signal's own exit code.
    } finally {
      shutdown.done();
    }
  }

  private UpOptions checkedOptions() throws IOException {
    requireReadable("--input", input);
    requireReadable("--features", config.features().orElse(null));
    requireReadable("--models", config.models().orElse(null));
    requireReadable("--drift", drift);
    if (untilDone && input == null) {
      throw refusal("--until-done needs --input: the synthetic stream has no end");
    }
    if (changeAfter != null && input != null) {
      throw refusal("--change-after is of the synthetic stream: leave --input out");
    }
    if (learning && withoutInference) {
      throw refusal("--learn-online needs predictions: leave --no-inference out");
    }
    if (report != null) {
      Path folder = report.toAbsolutePath().getParent();
      if (Files.isDirectory(report) || folder == null || !Files.isDirectory(folder)) {
        throw refusal("--report " + report + ": its folder does not exist, or it is a folder");
      }
    }
    // A mistake in a file of settings is told before anything is started.
    FeaturePlan plan = FeaturePlan.load(config.featuresOrShipped());
    return new UpOptions(
        data.folder(),
        Optional.ofNullable(input),
        Optional.ofNullable(changeAfter),
        speed,
        untilDone,
        Optional.ofNullable(report),
        config.features(),
        ModelsFile.load(config.modelsOrShipped()),
        config.models(),
        !withoutInference,
        learning,
        !withoutService,
        !withoutTraining,
        withoutDrift ? Optional.empty() : Optional.of(DriftFiles.load(drift, plan)),
        Optional.ofNullable(drift),
        withoutAlerts
            ? Optional.empty()
            : Optional.of(
                AlertFiles.load(alerts, PlatformSettings.from(environment).alerts(), spec)));
  }

  private void requireReadable(String option, @Nullable Path file) {
    if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
      throw refusal(option + " " + file + ": no such file, or it cannot be read");
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** The build of pgvector beside the start of the servers, where it is wanted and possible. */
  private record VectorStep(@Nullable VectorBuild build, @Nullable Path built)
      implements AutoCloseable {

    static VectorStep begin(StackOptions options, Path logs) {
      Path built = options.builtVector();
      String home = System.getProperty("ytempire.home", "");
      Path script = Path.of(home, "scripts", "build-pgvector.sh");
      boolean buildable =
          built != null
              && !VectorBuild.isDone(built)
              && !options.environment().containsKey("DATABASE_URL")
              && Files.isRegularFile(script);
      return new VectorStep(
          buildable && built != null
              ? VectorBuild.start(script, built, logs.resolve("pgvector-build.log"))
              : null,
          built);
    }

    void finish(LocalStack stack, ConsoleProgress progress, Duration limit) {
      if (build != null) {
        progress.line("pgvector", "building", "once, at most " + limit.toSeconds() + " s");
        VectorBuild.Outcome outcome = build.await(limit);
        if (outcome != VectorBuild.Outcome.BUILT) {
          progress.line("pgvector", "not built", build.lastLine());
        }
      }
      Optional<Boolean> embedded = stack.refreshVector();
      if (embedded.isPresent()) {
        progress.line(
            "pgvector",
            embedded.get() ? "ready" : "absent",
            embedded.get() ? "" : "embeddings are ranked exactly in the JVM");
      }
    }

    @Override
    public void close() {
      if (build != null) {
        build.close();
      }
    }
  }
}
