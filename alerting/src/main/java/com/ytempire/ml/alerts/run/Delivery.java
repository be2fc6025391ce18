package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.channel.Channel;
import com.ytempire.ml.alerts.channel.DeliveryException;
import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.alerts.store.Outbox.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for one channel, at least once each, one after the other. Of several processes
 * one takes each; where it dies with it, another takes it after {@link #LEASE}. Confined to one
 * thread; calls block.
 */
public final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Longer than any channel takes for one. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Outbox outbox;
  private final Channel channel;
  private final Backoff backoff;
  private final Clock clock;

  public Delivery(Outbox outbox, Channel channel, Backoff backoff, Clock clock) {
    this.outbox = outbox;
    this.channel = channel;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * Sends what is due, until nothing is or one fails.
   *
   * @return how many arrived
   * @throws com.ytempire.ml.core.store.StoreUnavailableException when the database is away
   */
  public int deliver() throws InterruptedException {
    int arrived = 0;
    Optional<Taken> next = outbox.take(channel.kind(), clock.instant(), LEASE);
    while (next.isPresent() && send(next.get())) {
      arrived++;
      next = outbox.take(channel.kind(), clock.instant(), LEASE);
    }
    return arrived;
  }

  private boolean send(Taken taken) throws InterruptedException {
    Notification notification = taken.notification();
    try {
      channel.send(notification);
      outbox.delivered(notification.id(), clock.instant());
      return true;
    } catch (DeliveryException e) {
      String reason = String.valueOf(e.getMessage());
      if (e.isPermanent()) {
        LOG.atError()
            .addKeyValue("channel", channel.kind().word())
            .addKeyValue("rule", notification.content().rule())
            .addKeyValue("reason", reason)
            .log("a notification is refused and is not tried again before the next start");
        outbox.failed(notification.id(), reason);
      } else {
        later(taken, e, reason);
      }
      return false;
    }
  }

  private void later(Taken taken, DeliveryException failure, String reason) {
    Duration pause = backoff.pause(taken.attempts());
    Duration asked = failure.retryAfter();
    Duration longer = asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    Instant due = clock.instant().plus(longer);
    LOG.atWarn()
        .addKeyValue("channel", channel.kind().word())
        .addKeyValue("rule", taken.notification().content().rule())
        .addKeyValue("attempt", taken.attempts() + 1)
        .addKeyValue("nextInSeconds", longer.toSeconds())
        .addKeyValue("reason", reason)
        .log("a notification did not arrive");
    outbox.later(taken.notification().id(), due, reason);
  }
}
