package com.ytempire.ml.local.input;

import com.ytempire.ml.jobs.io.file.InputReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays an input into Kafka, each record exactly once for readers of committed data: records and
 * progress are written in the same transaction, so that a player that was killed goes on behind its
 * last commit. Records carry the wall clock of sending as their timestamp, from which latency is
 * measured; event time is in the payload.
 *
 * <p>About every second and at the end, every partition of the event topics gets a {@link
 * com.ytempire.ml.core.event.Heartbeat}; the one at the end promises the newest event time plus 1
 * ms plus the out-of-orderness bound, which closes every window.
 *
 * <p>One player plays one input, on the thread that calls {@link #play}; {@link #close} may be
 * called from any thread and makes it return soon. Two players with one name slow each other down,
 * but still lose and double nothing.
 */
public final class EventPlayer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventPlayer.class);
  private static final int PARTITIONS = 4;
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 5_000;

  private final String bootstrapServers;
  private final String name;
  private final PlayerTopics topics;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile PlayProgress progress;

  /**
   * @param bootstrapServers the broker's addresses
   * @param name names this player among those of the broker; it is its transactional id
   * @param topics where to; absent ones are created, with 4 partitions for events
   * @param clock the wall clock
   */
  public EventPlayer(String bootstrapServers, String name, PlayerTopics topics, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.name = name;
    this.topics = topics;
    this.clock = clock;
    this.progress = PlayProgress.none(clock.instant());
  }

  /**
   * Plays the input to its end, or until {@link #close}.
   *
   * @throws PlayFailedException when the broker was away for longer than the options' patience
   * @throws IOException when the input cannot be read
   * @throws InterruptedException when this thread was interrupted; what was not committed is sent
   *     by the next play
   */
  public PlayReport play(InputSource input, PlayOptions options)
      throws IOException, InterruptedException {
    String inputId = input.id();
    long started = System.nanoTime();
    boolean replay = options.whenDone() == PlayOptions.WhenDone.REPLAY;
    long resumedFrom = -1;
    long failingSince = 0;
    long committed = -1;
    long retryMillis = FIRST_RETRY_MILLIS;
    while (true) {
      try (PlayTransactions transactions =
          new PlayTransactions(bootstrapServers, name, topics, clock)) {
        topics.createAbsent(bootstrapServers, PARTITIONS);
        transactions.begin();
        PlayProgress start =
            new ProgressLog(bootstrapServers, topics.progress())
                .find(inputId)
                .orElseGet(() -> PlayProgress.none(clock.instant()));
        if (start.done() && replay) {
          start = PlayProgress.none(clock.instant());
        }
        replay = false;
        progress = start;
        resumedFrom = resumedFrom < 0 ? start.records() : resumedFrom;
        if (start.done()) {
          return report(inputId, PlayReport.Outcome.ALREADY_DONE, start.records(), started);
        }
        if (start.records() > 0) {
          LOG.info("resuming input={} records={}", input.description(), start.records());
        }
        PlayReport.Outcome outcome = attempt(input, inputId, options, transactions, start);
        return report(inputId, outcome, resumedFrom, started);
      } catch (InterruptException e) {
        Thread.interrupted(); // Kafka sets the flag again; the exception thrown here says it.
        throw new InterruptedException("playing " + input.description() + " was interrupted");
      } catch (KafkaException e) {
        long now = System.nanoTime();
        if (committed != progress.records() || failingSince == 0) {
          committed = progress.records();
          failingSince = now;
          retryMillis = FIRST_RETRY_MILLIS;
        }
        if (now - failingSince > options.patience().toNanos()) {
          throw new PlayFailedException(
              "Kafka at %s took nothing for %s: %s"
                  .formatted(bootstrapServers, options.patience(), e.getMessage()),
              e);
        }
        LOG.warn("Kafka failed; beginning again behind the last commit: {}", e.toString());
        if (stopped.await(retryMillis, TimeUnit.MILLISECONDS)) {
          return report(inputId, PlayReport.Outcome.STOPPED, Math.max(0, resumedFrom), started);
        }
        retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
      }
    }
  }

  private PlayReport.Outcome attempt(
      InputSource input,
      String inputId,
      PlayOptions options,
      PlayTransactions transactions,
      PlayProgress start)
      throws IOException, InterruptedException {
    try (InputReader reader = input.open(start.firstPlayedAt())) {
      for (long skipped = 0; skipped < start.records(); skipped++) {
        if (reader.next() == null) {
          throw new IOException(
              input.description() + " has fewer records than were already played from it");
        }
      }
      PlayLoop loop =
          new PlayLoop(
              inputId,
              options,
              new Pace(options.speed(), input.isLive(), input::releasedUntilMillis),
              transactions,
              clock,
              stopped,
              committed -> progress = committed);
      return loop.run(reader, start);
    }
  }

  private PlayReport report(
      String inputId, PlayReport.Outcome outcome, long resumedFrom, long started) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    return PlayReport.of(inputId, outcome, progress, resumedFrom, elapsed);
  }

  /** Records taken from the input and committed so far; safe to call from any thread. */
  public long recordsCommitted() {
    return progress.records();
  }

  /** Asks the play to commit and return soon; does not wait for it. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
