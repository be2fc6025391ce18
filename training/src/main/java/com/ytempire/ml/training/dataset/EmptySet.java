package com.ytempire.ml.training.dataset;

import com.ytempire.ml.features.offline.Knowledge.KnownTime;

/** Says why a set is empty and what to do. */
final class EmptySet {
  private EmptySet() {}

  static String reason(String source, DatasetQuery query, long rows, int times) {
    String period = "from %s to %s".formatted(query.from(), query.to());
    if (rows == 0) {
      return "%s has no snapshot of a video with its inputs %s, known by %s; let ./ytempire up or"
              .formatted(source, period, query.knowledge().asOf())
          + " ./ytempire backfill write some, or name another source or period";
    }
    if (times == 0) {
      return "%s has %d snapshots, but none was the newest %s; choose another period"
          .formatted(source, rows, period);
    }
    String late =
        query.knowledge().clock() == KnownTime.RECORDED
            ? ": their next snapshots are not stored, or they became known only after them or a day"
                + " after they happened, as in a backfill; for such an archive take event times"
                + " for known times (--known-time event-time)"
            : ": their next snapshots are not stored";
    return "%s has %d snapshots %s, but the outcome of none is known%s"
        .formatted(source, rows, period, late);
  }
}
