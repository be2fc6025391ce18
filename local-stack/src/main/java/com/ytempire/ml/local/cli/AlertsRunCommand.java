package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.local.alerts.RunningAlerts;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.OpenedStores;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates alert rules and tells people until it is stopped. */
@Command(
    name = "run",
    description = {
      "Evaluates alert rules and tells people, until it is stopped. ytempire up does so itself.",
      "Of several of these on one database one evaluates; when it is gone, another goes on."
    },
    mixinStandardHelpOptions = true)
public final class AlertsRunCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private DataOption data;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Rules (default: ALERTS_FILE, or else config/alerts.yaml).")
  private @Nullable Path file;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public AlertsRunCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  AlertsRunCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws IOException {
    PlatformSettings settings =
        PlatformSettings.from(OpenedStores.requireDatabase(data.folder(), environment));
    AlertRules rules = AlertFiles.load(file, settings.alerts(), spec);
    PrintWriter out = spec.commandLine().getOut();
    var shutdown = new OrderlyShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(shutdown.hook());
    try (var running = RunningAlerts.start(rules, settings, out, Clock.systemUTC())) {
      new CountDownLatch(1).await(); // Ends by interruption only.
      return 0;
    } catch (InterruptedException e) {
      return 0; // Stopped by the user; the process ends with the signal's own exit code.
    } catch (StoreUnavailableException e) {
      throw new ServerException(
          "Postgres at %s:%d cannot be used: %s; is the platform up?"
              .formatted(
                  settings.database().host(),
                  settings.database().port(),
                  Causes.root(e).getMessage()),
          e);
    } finally {
      shutdown.done();
    }
  }
}
