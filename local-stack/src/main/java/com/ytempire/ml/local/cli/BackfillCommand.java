package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.ModelsFile;
import com.ytempire.ml.local.run.BackfillOptions;
import com.ytempire.ml.local.run.BackfillRun;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.StackConnections;
import com.ytempire.ml.local.server.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Computes the features of recorded events with the job's own code, in Flink's batch mode. */
@Command(
    name = "backfill",
    description = {
      "Computes the features of recorded events, by the same code as the live job.",
      "With --out it writes one row per event to a file and needs no server; without, it writes to"
          + " the online and offline stores of the stack on --data, which it starts if none runs."
    },
    mixinStandardHelpOptions = true)
public final class BackfillCommand implements Subcommand {
  private static final int PARALLELISM = 2;

  private final Map<String, String> environment;

  @Mixin private DataOption data;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Events: JSONL or trending CSV, plain or .gz; several in the order they count.")
  private List<Path> inputs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Rows go there: event_id, then a column per feature; .csv or .parquet.")
  private @Nullable Path out;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Write results from this event time on; earlier events still count as history.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Leave out events at or after this event time.")
  private @Nullable Instant to;

  @Mixin private ConfigFiles config;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public BackfillCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  BackfillCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws Exception {
    BackfillOptions options = checkedOptions();
    PrintWriter console = spec.commandLine().getOut();
    if (options.out().isPresent()) {
      return run(options, environment, console);
    }
    Optional<StackConnections> running = StackConnections.read(data.folder());
    if (running.isPresent()) {
      return run(options, merged(running.get()), console);
    }
    Files.createDirectories(data.folder().resolve("logs"));
    LogFiles.in(data.folder().resolve("logs").toRealPath());
    var shutdown = new OrderlyShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(shutdown.hook());
    try (LocalStack stack =
        LocalStack.start(
            StackOptions.fromEnvironment(data.folder(), environment),
            new ConsoleProgress(console))) {
      return run(options, merged(stack.connections()), console);
    } finally {
      shutdown.done();
    }
  }

  private static int run(
      BackfillOptions options, Map<String, String> variables, PrintWriter console)
      throws Exception {
    return new BackfillRun(options, variables, console, Clock.systemUTC()).run();
  }

  private Map<String, String> merged(StackConnections connections) {
    var merged = new HashMap<>(environment);
    merged.putAll(connections.variables());
    Path root = data.folder().toAbsolutePath().normalize();
    merged.putIfAbsent("FEATURE_OFFLINE_PATH", root.resolve("offline").toString());
    merged.putIfAbsent("MODEL_CACHE_DIR", root.resolve("models").toString());
    return merged;
  }

  private BackfillOptions checkedOptions() throws IOException {
    for (Path input : inputs) {
      if (!Files.isRegularFile(input) || !Files.isReadable(input)) {
        throw refusal("--input " + input + ": no such file, or it cannot be read");
      }
    }
    if (out != null) {
      String name = String.valueOf(out.getFileName());
      if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
        throw refusal("--out " + out + ": its ending must be .csv or .parquet");
      }
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw refusal("--from " + from + " is not before --to " + to);
    }
    return new BackfillOptions(
        config.featuresOrShipped(),
        ModelsFile.load(config.modelsOrShipped()),
        inputs,
        from == null ? Instant.MIN : from,
        to == null ? Instant.MAX : to,
        Optional.ofNullable(out),
        PARALLELISM);
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** A time such as 2020-01-04T19:23:00Z, or a day, which stands for its first instant in UTC. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return value.length() == 10
            ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(value);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + value + "' is not a time; give 2020-01-04 or 2020-01-04T19:23:00Z");
      }
    }
  }
}
