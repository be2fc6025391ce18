package com.ytempire.ml.alerts.run;

import com.ytempire.ml.alerts.channel.Channel;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts on threads of their own: one looks, and one for each channel sends, so that a channel that
 * hangs delays no other. While the database is away nothing is concluded and nothing is lost.
 * Closing it ends the threads and lets another process evaluate at once.
 */
public final class AlertWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Evaluator evaluator;
  private final Outbox outbox;
  private final Clock clock;
  private final ScheduledExecutorService threads;
  private final Set<ChannelKind> channels;
  private boolean evaluates;
  private boolean revived;

  private AlertWatch(Evaluator evaluator, Outbox outbox, Set<ChannelKind> channels, Clock clock) {
    this.evaluator = evaluator;
    this.outbox = outbox;
    this.channels = Set.copyOf(channels);
    this.clock = clock;
    this.threads =
        Executors.newScheduledThreadPool(
            1 + channels.size(),
            task -> {
              Thread made = new Thread(task, "alerts");
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * How often things are done.
   *
   * @param look time between two looks at the metrics
   * @param deliver time between two looks at what is to be sent
   */
  public record Pace(Duration look, Duration deliver) {
    /** Looks as asked for, and sends within a second. */
    public static Pace of(Duration look) {
      return new Pace(look, Duration.ofSeconds(1));
    }
  }

  /** Starts the threads; the first look is at once, and tries what was refused before once more. */
  public static AlertWatch start(
      Evaluator evaluator, Outbox outbox, Collection<Channel> channels, Pace pace, Clock clock) {
    var watch =
        new AlertWatch(
            evaluator,
            outbox,
            channels.stream().map(Channel::kind).collect(Collectors.toSet()),
            clock);
    watch.every(pace.look(), Duration.ZERO, "looking at metrics", watch::look);
    for (Channel channel : channels) {
      var delivery =
          new Delivery(outbox, channel, Backoff.usual(RandomGenerator.getDefault()), clock);
      watch.every(
          pace.deliver(), pace.deliver(), "sending by " + channel.kind().word(), delivery::deliver);
    }
    return watch;
  }

  /** Work that may be interrupted. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private void every(Duration pause, Duration first, String doing, Work work) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> guarded(doing, work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void guarded(String doing, Work work) {
    try {
      work.run();
    } catch (StoreUnavailableException e) {
      LOG.atWarn()
          .addKeyValue("doing", doing)
          .addKeyValue("reason", e.getMessage())
          .log("alerts must wait for the database");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("{} failed; it is tried again", doing, e);
    }
  }

  private void look() {
    boolean mine = evaluator.look();
    if (mine != evaluates) {
      LOG.info(mine ? "this process evaluates alerts" : "another process evaluates alerts");
      evaluates = mine;
    }
    if (!revived) {
      int again = outbox.revive(channels, clock.instant());
      if (again > 0) {
        LOG.atInfo().addKeyValue("count", again).log("refused notifications are sent once more");
      }
      revived = true;
    }
    int late = outbox.giveUp(clock.instant());
    if (late > 0) {
      LOG.atError().addKeyValue("count", late).log("notifications are given up; nobody took them");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("alerts did not stop in {} s", STOP_LIMIT.toSeconds());
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      evaluator.release();
    } catch (StoreUnavailableException e) {
      LOG.debug("the next evaluator has to wait: {}", e.getMessage());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
