package com.ytempire.ml.core.store;

import com.ytempire.ml.core.access.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What administrators did. Entries are only ever added. Safe to share between threads; calls block,
 * and throw {@link StoreUnavailableException} when the store does not answer.
 */
public interface AuditLog {
  /** The most entries of one page. */
  int MOST_PER_PAGE = 500;

  /** Adds entries; one that is there already, by its id, changes nothing. */
  void append(List<AuditEntry> entries);

  /**
   * Entries before a place, the newest first.
   *
   * @param before where the page before ended; empty for the first page
   * @param limit most entries, 1 to {@value #MOST_PER_PAGE}
   */
  List<AuditEntry> page(Optional<Place> before, int limit);

  /** Where an entry stands; entries of one instant are ordered by their ids' text. */
  record Place(Instant at, UUID id) {
    public static Place of(AuditEntry entry) {
      return new Place(entry.at(), entry.id());
    }
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_PER_PAGE) {
      throw new IllegalArgumentException(
          "limit %d: expected 1 to %d".formatted(limit, MOST_PER_PAGE));
    }
  }
}
