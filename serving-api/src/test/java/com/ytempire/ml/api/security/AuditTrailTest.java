package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.access.AuditEntry.Outcome;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryAuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class AuditTrailTest {
  private static final Duration SOON = Duration.ofMillis(5);

  private final Log log = new Log();

  /** Fails when told so, and waits when told so. */
  private static final class Log implements AuditLog {
    private final AuditLog entries = new InMemoryAuditLog();
    private volatile boolean away;
    private volatile boolean refuses;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void append(List<AuditEntry> added) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (away) {
        throw new StoreUnavailableException("away", null);
      }
      if (refuses) {
        throw new StoreRefusedException("no");
      }
      entries.append(added);
    }

    @Override
    public List<AuditEntry> page(Optional<Place> before, int limit) {
      return entries.page(before, limit);
    }

    int size() {
      return page(Optional.empty(), MOST_PER_PAGE).size();
    }
  }

  private AuditTrail trail(Duration lastChance) {
    return new AuditTrail(log, SOON, lastChance);
  }

  private static AuditEntry entry(int number) {
    return new AuditEntry(
        new UUID(0, number),
        Instant.EPOCH.plusSeconds(number),
        "key:1",
        "POST /x",
        "/x",
        Outcome.DONE,
        200,
        "r",
        "a");
  }

  @Test
  void bringsEntriesToTheLogByItself() {
    try (var trail = trail(Duration.ofSeconds(5))) {
      trail.record(entry(1));

      await().atMost(Duration.ofSeconds(5)).until(() -> log.size() == 1);
      assertThat(log.page(Optional.empty(), 10)).containsExactly(entry(1));
    }
  }

  @Test
  void keepsEntriesWhileTheLogIsAway() {
    log.away = true;
    try (var trail = trail(Duration.ofSeconds(5))) {
      for (int i = 0; i < 450; i++) {
        trail.record(entry(i));
      }
      log.away = false;

      await().atMost(Duration.ofSeconds(5)).until(() -> log.size() == 450);
      assertThat(trail.unkept()).isZero();
    }
  }

  @Test
  void hasBroughtEverythingWhenItIsClosed() {
    log.gate = new CountDownLatch(1);
    var trail = trail(Duration.ofSeconds(5));
    for (int i = 0; i < 450; i++) {
      trail.record(entry(i));
    }
    log.gate.countDown();

    trail.close();

    assertThat(log.size()).isEqualTo(450);
    assertThat(trail.unkept()).isZero();
  }

  @Test
  void givesUpAfterItsLastChanceAndCountsWhatIsNotInTheLog() {
    log.away = true;
    var trail = trail(Duration.ofMillis(50));
    trail.record(entry(1));
    trail.record(entry(2));

    trail.close();

    assertThat(trail.unkept()).isEqualTo(2);
    trail.record(entry(3));
    assertThat(trail.unkept()).isEqualTo(3);
  }

  @Test
  void neverBlocksAndCountsWhatFindsTheQueueFull() {
    log.gate = new CountDownLatch(1);
    try (var trail = trail(Duration.ofSeconds(5))) {
      for (int i = 0; i < 10_300; i++) {
        trail.record(entry(i));
      }
      // One batch of 200 may be out of the queue already.
      assertThat(trail.unkept()).isBetween(100L, 300L);
      log.gate.countDown();
    }
  }

  @Test
  void goesOnAfterAnEntryThatTheLogRefuses() {
    log.refuses = true;
    try (var trail = trail(Duration.ofSeconds(5))) {
      trail.record(entry(1));
      await().atMost(Duration.ofSeconds(5)).until(() -> trail.unkept() == 1);
      log.refuses = false;
      trail.record(entry(2));

      await().atMost(Duration.ofSeconds(5)).until(() -> log.size() == 1);
    }
  }
}
