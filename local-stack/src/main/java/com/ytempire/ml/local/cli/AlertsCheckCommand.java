package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.channel.Channels;
import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.AlertRules;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.run.Alerting;
import com.ytempire.ml.alerts.source.MetricSources;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a file of alert rules. */
@Command(
    name = "check",
    description = "Checks alert rules: prints them, or every mistake with line and column.",
    mixinStandardHelpOptions = true)
public final class AlertsCheckCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Rules (default: ALERTS_FILE, or else config/alerts.yaml).")
  private @Nullable Path file;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public AlertsCheckCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  AlertsCheckCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws IOException {
    PlatformSettings settings = PlatformSettings.from(environment);
    AlertRules rules = AlertFiles.load(file, settings.alerts(), spec);
    PrintWriter out = spec.commandLine().getOut();
    var table = new TextTable("rule", "condition", "for", "severity", "tells");
    for (AlertRule rule : rules.rules()) {
      table.row(
          rule.name(),
          rule.text(),
          rule.timing().holdFor().isZero() ? "" : rule.timing().holdFor().toSeconds() + " s",
          rule.severity().word(),
          rule.channels().stream().map(ChannelKind::word).collect(Collectors.joining(", ")));
    }
    table.print(out);
    Alerting.warnings(
            rules, Channels.of(settings, Clock.systemUTC()).keySet(), MetricSources.unmeasured())
        .forEach(warning -> out.println("warning: " + warning));
    out.flush();
    return 0;
  }
}
