package com.ytempire.ml.api.security;

import com.ytempire.ml.core.access.AuditEntry;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One page of the audit log.
 *
 * @param entries the newest first
 * @param next {@code before} of the next page; absent on the last one
 */
@Introspected
record AuditPage(List<Entry> entries, @Nullable String next) {

  /**
   * One call.
   *
   * @param at when it was answered
   * @param actor {@code key:} and the key's id, {@code jwt:} and the token's subject, or {@code
   *     anonymous}
   * @param action method and path of the operation
   * @param target path of the request
   * @param outcome {@code done}, {@code denied}, {@code refused} or {@code failed}
   * @param status HTTP status of the answer
   * @param requestId id of the request
   * @param address from where it came
   */
  @Introspected
  record Entry(
      Instant at,
      String actor,
      String action,
      String target,
      String outcome,
      int status,
      String requestId,
      String address) {

    static Entry of(AuditEntry entry) {
      return new Entry(
          entry.at(),
          entry.actor(),
          entry.action(),
          entry.target(),
          entry.outcome().name().toLowerCase(Locale.ROOT),
          entry.status(),
          entry.requestId(),
          entry.address());
    }
  }

  static AuditPage of(List<AuditEntry> entries, int limit) {
    AuditEntry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
    return new AuditPage(
        entries.stream().map(Entry::of).toList(),
        last == null || entries.size() < limit ? null : last.at() + "_" + last.id());
  }
}
