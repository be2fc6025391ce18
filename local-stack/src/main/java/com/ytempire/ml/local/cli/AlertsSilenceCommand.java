package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.store.RuleCheck;
import com.ytempire.ml.alerts.store.Silence;
import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.config.Durations;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.local.alerts.AlertStores;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Silences a rule for a time. */
@Command(
    name = "silence",
    description = "Tells nobody anything new of a rule for a time, or ends that.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "ytempire alerts silence high_latency --for 2h --reason 'new disks'",
      "Who knows of an alert is told of its end all the same. What still fires when the silence"
          + " ends is told then. Silences are kept in the audit log."
    })
public final class AlertsSilenceCommand implements Callable<Integer> {
  private static final int DONE = 200;

  private final Map<String, String> environment;

  @Mixin private AlertOptions options;

  @Parameters(index = "0", paramLabel = "RULE", description = "Its name, or '*' for every rule.")
  private String rule;

  @ArgGroup(multiplicity = "1")
  private Span span;

  /** For how long, or no longer. */
  static final class Span {
    @Option(names = "--for", paramLabel = "LENGTH", description = "Such as 2h.")
    private @Nullable String length;

    @Option(names = "--end", description = "End what silences it now.")
    private boolean end;

    Span() {}
  }

  @Option(names = "--reason", paramLabel = "TEXT", description = "For people.")
  private @Nullable String reason;

  /** The command as users get it. */
  public AlertsSilenceCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  AlertsSilenceCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    Duration length = span.length == null ? Duration.ZERO : length(span.length);
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    String by = "cli:" + System.getProperty("user.name", "unknown");
    return options.run(
        environment,
        (stores, out) -> {
          requireKnown(stores);
          String what = span.end ? end(stores, now, out) : begin(stores, now, length, by, out);
          stores
              .audit()
              .append(
                  List.of(
                      new AuditEntry(
                          UUID.randomUUID(),
                          now,
                          by,
                          "ytempire alerts silence",
                          rule + " " + what,
                          AuditEntry.Outcome.DONE,
                          DONE,
                          "",
                          "")));
        });
  }

  private String begin(
      AlertStores stores, Instant now, Duration length, String by, PrintWriter out) {
    Instant until = now.plus(length);
    stores
        .alerts()
        .silence(
            new Silence(
                UUID.randomUUID(),
                rule,
                now,
                until,
                reason,
                by.substring(0, Math.min(by.length(), 100))));
    out.printf("%s is silenced until %s%n", rule, until.truncatedTo(ChronoUnit.SECONDS));
    return "until " + until;
  }

  private String end(AlertStores stores, Instant now, PrintWriter out) {
    int ended = stores.alerts().endSilences(rule, now);
    out.println(ended == 0 ? rule + " was not silenced" : rule + " is silenced no more");
    return "ended";
  }

  private void requireKnown(AlertStores stores) {
    List<String> known = stores.alerts().checks().stream().map(RuleCheck::rule).toList();
    if (!rule.equals(Silence.EVERY_RULE) && !known.contains(rule)) {
      throw options.refusal(
          "no rule '%s' is looked at%s".formatted(rule, NearestName.suggestion(rule, known)));
    }
  }

  private Duration length(String given) {
    return Durations.parse(given)
        .orElseThrow(
            () -> options.refusal("--for %s: expected %s".formatted(given, Durations.EXPECTATION)));
  }
}
