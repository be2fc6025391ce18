package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.ModelsFile;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.WindowRules;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.demo.Demo;
import com.ytempire.ml.local.demo.DemoOptions;
import com.ytempire.ml.local.demo.DemoVariables;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.server.StackOptions;
import com.ytempire.ml.local.training.TrainingSupervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Closes the loop by itself and tells of it. */
@Command(
    name = "demo",
    description = {
      "Closes the loop by itself, in minutes, on a platform of its own: the world changes, drift is",
      "seen, a model is trained anew, its canary is promoted by evidence, and accuracy is back.",
      "Ends with a table; the exit code is 1 where the loop did not close, and it says what is"
          + " missing."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ports, servers and settings are named by the variables of ytempire up.",
      "Example: ytempire demo --stay, then in another terminal:",
      "  ytempire drift story --data .ytempire/demo"
    })
public final class DemoCommand implements Subcommand {
  /** Says that a folder is the demo's, so that the next one may begin anew in it. */
  private static final String MARKER = "demo";

  private static final int MOST_DAYS = 60;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LEAST_LATENESS = Duration.ofHours(1);

  private final Map<String, String> environment;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".ytempire/demo",
      description = {
        "Folder for everything that is kept (default: ${DEFAULT-VALUE}); what an earlier demo left",
        "there is deleted."
      })
  private Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another stream, other callers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = {
        "Given twice: two files of events after each other instead of the synthetic stream, JSONL",
        "or trending CSV, plain or .gz. The change is where the second begins."
      })
  private List<Path> inputs = List.of();

  @Option(
      names = "--learn",
      paramLabel = "DAYS",
      defaultValue = "4",
      description =
          "Days of the synthetic stream that the first version learns from"
              + " (default: ${DEFAULT-VALUE}).")
  private int learnt;

  @Option(
      names = "--quiet",
      paramLabel = "DAYS",
      defaultValue = "2",
      description = "Days between these and the change (default: ${DEFAULT-VALUE}).")
  private int quiet;

  @Option(
      names = "--drift",
      paramLabel = "FILE",
      description =
          "What is watched, and what follows (default: config/demo-drift.yaml; with files"
              + " config/demo-files-drift.yaml).")
  private @Nullable Path drift;

  @Option(names = "--stay", description = "Keep everything running at the end, until Ctrl-C.")
  private boolean stay;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the table there as JSON.")
  private @Nullable Path report;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public DemoCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DemoCommand(Map<String, String> environment) {
    this.environment = DemoVariables.of(environment);
  }

  @Override
  public Integer call() throws Exception {
    check();
    Path features = ShippedFiles.features();
    var plan = FeaturePlan.load(features);
    ServicePorts.requireFree(environment);
    makeFolder();
    LogFiles.in(data.resolve("logs").toRealPath());
    var options =
        new DemoOptions(
            inputs,
            seed,
            learnt,
            quiet,
            Optional.ofNullable(report),
            features,
            ModelsFile.load(ShippedFiles.models()),
            watched(plan),
            environment,
            new TrainingSupervisor.Launch(
                YtempireCli.class.getName(),
                new ArrayList<>(List.of("--data", data.toString())),
                environment,
                data.resolve("logs").resolve("training.log").toAbsolutePath()),
            System.console() != null);
    return run(options);
  }

  private DriftConfig watched(FeaturePlan plan) throws IOException {
    Path shipped = inputs.isEmpty() ? ShippedFiles.demoDrift() : ShippedFiles.demoFilesDrift();
    Path file = drift == null ? shipped : drift;
    DriftConfig config = DriftFiles.load(file, plan);
    WindowRules windows = config.windows();
    if (!windows.tumbling().equals(DAY) || windows.lateness().compareTo(LEAST_LATENESS) < 0) {
      throw refusal(
          "--drift %s: windows.tumbling is %s and windows.lateness %s; the demo judges days (1d) and plays at least an hour at a time (1h or more)"
              .formatted(file, windows.tumbling(), windows.lateness()));
    }
    return config;
  }

  private int run(DemoOptions options) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    var shutdown = new OrderlyShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(shutdown.hook());
    try (LocalStack stack =
        LocalStack.start(
            StackOptions.fromEnvironment(data, environment), new ConsoleProgress(out))) {
      var unused = stack.refreshVector();
      boolean closed =
          new Demo(options, out, Clock.systemUTC()).run(stack, done -> staying(done, out));
      return closed ? 0 : 1;
    } catch (InterruptedException e) {
      return 1; // Stopped by the user before the loop had closed.
    } finally {
      shutdown.done();
    }
  }

  private void staying(boolean closed, PrintWriter out) throws InterruptedException {
    if (!stay) {
      return;
    }
    out.printf(
        """

        everything keeps running until Ctrl-C; to look further:
          ./ytempire drift list trend_predictor --period 30d --data %1$s
          ./ytempire drift story --data %1$s
          ./ytempire models rollouts trend_predictor --data %1$s
        """,
        data);
    out.flush();
    try {
      Thread.currentThread().join(); // Ends by interruption only.
    } catch (InterruptedException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private void check() {
    if (!inputs.isEmpty() && inputs.size() != 2) {
      throw refusal(
          "--input is given %d times; expected two files, or none".formatted(inputs.size()));
    }
    for (Path file : inputs) {
      requireReadable("--input", file);
    }
    if (drift != null) {
      requireReadable("--drift", drift);
    }
    if (learnt < 1 || learnt > MOST_DAYS || quiet < 1 || quiet > MOST_DAYS) {
      throw refusal(
          "--learn %d, --quiet %d; allowed: 1 to %d days".formatted(learnt, quiet, MOST_DAYS));
    }
    if (report != null) {
      Path folder = report.toAbsolutePath().getParent();
      if (Files.isDirectory(report) || folder == null || !Files.isDirectory(folder)) {
        throw refusal("--report " + report + ": its folder does not exist, or it is a folder");
      }
    }
  }

  private void requireReadable(String option, Path file) {
    if (!(Files.isRegularFile(file) && Files.isReadable(file))) {
      throw refusal(option + " " + file + ": no such file, or it cannot be read");
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void makeFolder() throws IOException {
    if (Files.exists(data) && !isEmpty(data)) {
      if (!Files.exists(data.resolve(MARKER))) {
        throw refusal("--data %s is not empty and no demo's; name another folder".formatted(data));
      }
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new ServerException(
            "what an earlier demo left in %s cannot be deleted: %s; does one still run there?"
                .formatted(data, e.getMessage()),
            e);
      }
    }
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(data.resolve(MARKER), "");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
