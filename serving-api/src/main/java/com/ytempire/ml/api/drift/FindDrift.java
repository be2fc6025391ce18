package com.ytempire.ml.api.drift;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.model.ModelIds;
import com.ytempire.ml.api.model.Period;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.drift.report.DriftReport;
import com.ytempire.ml.drift.report.DriftReports;
import com.ytempire.ml.drift.report.ReportScope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what was asked for. Safe to share; calls block. */
@Singleton
final class FindDrift {
  private static final Duration LONGEST = Duration.ofDays(90);

  /** Events may lie a little in the future, and so may the ends of their windows. */
  private static final Duration AHEAD = Duration.ofDays(8);

  private static final String USUAL_PERIOD = "7d";

  private final ModelRegistry registry;
  private final DriftReports reports;
  private final Clock clock;

  FindDrift(ModelRegistry registry, DriftReports reports, Clock clock) {
    this.registry = registry;
    this.reports = reports;
    this.clock = clock;
  }

  /** What a caller asked for, as it was said. */
  record Asked(
      String modelId,
      @Nullable String version,
      String slice,
      @Nullable String period,
      @Nullable String from,
      @Nullable String to) {}

  /**
   * @throws ProblemException when something that was asked for cannot be, or is not there
   */
  DriftReport of(Asked asked) {
    requirePlain("slice", asked.slice());
    requirePlain("model_id", asked.modelId());
    requirePlain("version", asked.version() == null ? "" : asked.version());
    Instant now = clock.instant();
    Instant from;
    Instant to;
    if (asked.from() == null && asked.to() == null) {
      Period period = Period.of(asked.period() == null ? USUAL_PERIOD : asked.period());
      from = now.minus(period.length());
      to = now.plus(AHEAD);
    } else if (asked.period() != null) {
      throw ProblemException.invalid(
          "period", asked.period(), "allowed: a period, or from and to, not both");
    } else {
      from = time("from", asked.from());
      to = time("to", asked.to());
    }
    if (!from.isBefore(to)
        || (asked.from() != null && Duration.between(from, to).compareTo(LONGEST) > 0)) {
      throw ProblemException.invalid("to", to, "allowed: after from, by at most 90 days");
    }
    Instant start = from;
    Instant end = to;
    return reports.of(
        ModelIds.find(registry, asked.modelId())
            .map(found -> ofVersion(found.ref(), asked, start, end))
            .orElseGet(() -> ofModel(asked, start, end)));
  }

  private static ReportScope ofVersion(ModelRef found, Asked asked, Instant from, Instant to) {
    if (asked.version() != null && !asked.version().equals(found.version())) {
      throw ProblemException.invalid("version", asked.version(), "model_id names another one");
    }
    return new ReportScope(found.name(), Optional.of(found.version()), asked.slice(), from, to);
  }

  private ReportScope ofModel(Asked asked, Instant from, Instant to) {
    Optional<String> version = Optional.ofNullable(asked.version());
    boolean isKnown =
        registry.list(Optional.of(asked.modelId())).stream()
            .anyMatch(known -> version.map(known.ref().version()::equals).orElse(true));
    if (!isKnown) {
      throw ProblemException.notFound(
          "there is no such model or version; GET /models lists those that there are");
    }
    return new ReportScope(asked.modelId(), version, asked.slice(), from, to);
  }

  private static Instant time(String field, @Nullable String text) {
    if (text == null) {
      throw ProblemException.invalid(field, null, "from and to go together");
    }
    try {
      Instant time = Instant.parse(text);
      if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
        throw ProblemException.invalid(field, text, "allowed: 1970 to 9999");
      }
      return time;
    } catch (DateTimeException e) {
      throw ProblemException.invalid(
          field, text, "allowed: times in ISO 8601 such as 2026-02-01T00:00:00Z");
    }
  }

  private static void requirePlain(String field, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalid(field, null, "no control characters are allowed");
    }
  }
}
