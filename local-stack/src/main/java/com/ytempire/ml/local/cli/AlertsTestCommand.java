package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.channel.Channel;
import com.ytempire.ml.alerts.channel.Channels;
import com.ytempire.ml.alerts.channel.DeliveryException;
import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.notice.Content;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Severity;
import com.ytempire.ml.alerts.state.NoticeKind;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.local.alerts.AlertStores;
import com.ytempire.ml.local.server.ServerException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries whether a channel works. */
@Command(
    name = "test",
    description = "Sends a test by one channel, and says what came of it.",
    mixinStandardHelpOptions = true,
    footer = {"", "ytempire alerts test slack", "A test at PagerDuty opens an incident there."})
public final class AlertsTestCommand implements Callable<Integer> {
  private static final String RULE = "test";

  private final Map<String, String> environment;

  @Mixin private AlertOptions options;

  @Parameters(index = "0", paramLabel = "CHANNEL", description = "slack, pagerduty or email.")
  private String name;

  /** The command as users get it. */
  public AlertsTestCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  AlertsTestCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    ChannelKind kind =
        ChannelKind.ofWord(name)
            .orElseThrow(
                () ->
                    options.refusal(
                        "there is no channel '%s'; expected %s%s"
                            .formatted(
                                name,
                                String.join(", ", ChannelKind.words()),
                                NearestName.suggestion(name, ChannelKind.words()))));
    Clock clock = Clock.systemUTC();
    return options.run(environment, (stores, out) -> test(stores, kind, clock, out));
  }

  private static void test(AlertStores stores, ChannelKind kind, Clock clock, PrintWriter out) {
    Channel channel = Channels.of(stores.settings(), clock).get(kind);
    if (channel == null) {
      throw new ServerException(
          "%s is not set up: set %s".formatted(kind.word(), kind.variables()));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Notification notification = notification(kind, now);
    // One that waits is sent by whoever runs alerts; this one is not to be sent twice.
    try {
      channel.send(notification);
      stores.outbox().record(notification, now, null);
      out.printf("%s has taken the test%n", kind.word());
    } catch (DeliveryException e) {
      String reason = String.valueOf(e.getMessage());
      stores.outbox().record(notification, now, reason);
      throw new ServerException(
          "%s did not take the test: %s%s"
              .formatted(
                  kind.word(), reason, e.isPermanent() ? "" : "; it may succeed if tried again"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Notification notification(ChannelKind kind, Instant now) {
    return new Notification(
        UUID.randomUUID(),
        null,
        Labels.NONE.fingerprint(RULE),
        kind,
        NoticeKind.TEST,
        new Content(
            RULE,
            Severity.INFO,
            "none: somebody ran ytempire alerts test",
            "nothing",
            new TreeMap<>(),
            "Nothing has happened. Alerts arrive here.",
            now,
            now));
  }
}
