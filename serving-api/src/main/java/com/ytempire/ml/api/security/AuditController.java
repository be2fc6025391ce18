package com.ytempire.ml.api.security;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.AuditLog.Place;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators did. */
@Controller("/audit")
@Secured(Scopes.ADMIN)
class AuditController {
  private final AuditLog log;

  AuditController(AuditLog log) {
    this.log = log;
  }

  /**
   * One page of the audit log, the newest entries first.
   *
   * @param limit most entries of the page
   * @param before {@code next} of the page before; the first page without it
   */
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  AuditPage page(
      @QueryValue(defaultValue = "50") @Min(1) @Max(AuditLog.MOST_PER_PAGE) int limit,
      @QueryValue @Nullable String before) {
    List<AuditEntry> entries = log.page(Optional.ofNullable(before).map(this::place), limit);
    return AuditPage.of(entries, limit);
  }

  private Place place(String text) {
    int middle = text.indexOf('_');
    try {
      return new Place(
          Instant.parse(text.substring(0, Math.max(0, middle))),
          UUID.fromString(text.substring(middle + 1)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ProblemException.invalid("before", text, "expected next of the page before");
    }
  }
}
