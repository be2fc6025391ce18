package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.access.AuditEntry.Outcome;
import com.ytempire.ml.core.store.AuditLog.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every audit log does. Each test gets an empty one. */
public abstract class AuditLogContract {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

  protected abstract AuditLog log();

  private static AuditEntry entry(long id, Instant at) {
    return new AuditEntry(
        new UUID(id, id),
        at,
        "key:0123456789abcdef",
        "POST /ml/v1/models/{model_id}/reload",
        "/ml/v1/models/trend_predictor_v1.2.3/reload",
        Outcome.DENIED,
        403,
        "request-" + id,
        "203.0.113.7");
  }

  @Test
  void givesPagesFromTheNewestToTheOldest() {
    AuditEntry first = entry(1, NOW);
    AuditEntry second = entry(2, NOW.plusSeconds(1));
    AuditEntry third = entry(3, NOW.plusSeconds(2));
    log().append(List.of(second, third));
    log().append(List.of());
    log().append(List.of(first));

    List<AuditEntry> page = log().page(Optional.empty(), 2);
    assertThat(page).containsExactly(third, second);

    assertThat(log().page(Optional.of(Place.of(second)), 2)).containsExactly(first);
    assertThat(log().page(Optional.of(Place.of(first)), 2)).isEmpty();
  }

  @Test
  void losesAndRepeatsNoneOfManyEntriesOfOneInstant() {
    // Ids on both sides of the sign bit: they are ordered as text, not as numbers.
    AuditEntry low = entry(1, NOW);
    AuditEntry high = entry(-1, NOW);
    log().append(List.of(low, high));

    assertThat(log().page(Optional.empty(), 1)).containsExactly(high);
    assertThat(log().page(Optional.of(Place.of(high)), 1)).containsExactly(low);
  }

  @Test
  void addsAnEntryOnceHoweverOftenItComes() {
    AuditEntry entry = entry(1, NOW);
    log().append(List.of(entry));

    log().append(List.of(entry, entry(2, NOW)));

    assertThat(log().page(Optional.empty(), 10)).containsExactly(entry(2, NOW), entry);
  }

  @Test
  void refusesLimitsOutOfRange() {
    for (int limit : List.of(0, -1, AuditLog.MOST_PER_PAGE + 1)) {
      assertThatThrownBy(() -> log().page(Optional.empty(), limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 500");
    }
  }
}
