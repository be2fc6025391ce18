package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.JudgedAnswers;
import com.ytempire.ml.core.prediction.LatencyQuantiles;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionSummary;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures of an {@link InMemoryPredictionLog}, counted anew at each call: for tests and for trying
 * out. Answers of the service have no outcomes here. Safe to share between threads.
 */
public final class InMemoryPredictionStatistics implements PredictionStatistics {
  private record Day(ModelRef model, LocalDate date) {}

  private final InMemoryPredictionLog log;
  private final ModelRegistry registry;
  private final Clock clock;
  private final Map<Day, DailyPerformance> days = new HashMap<>();

  public InMemoryPredictionStatistics(
      InMemoryPredictionLog log, ModelRegistry registry, Clock clock) {
    this.log = log;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public Map<ModelRef, PredictionSummary> summaries(
      Collection<ModelRef> models, Instant from, Instant until, Answers answers) {
    Map<ModelRef, Tally> tallies = new LinkedHashMap<>();
    models.forEach(model -> tallies.put(model, new Tally()));
    if (answers == Answers.GIVEN) {
      for (LoggedPrediction entry : log.entries()) {
        @Nullable Prediction made = entry.prediction();
        if (made != null
            && tallies.containsKey(made.model())
            && in(made.predictedAt(), from, until)) {
          tallies.get(made.model()).add(made, entry.outcome());
        }
      }
    }
    for (ServedPrediction served : log.served()) {
      if (tallies.containsKey(served.model())
          && in(served.at(), from, until)
          && counts(served.variant(), answers)) {
        tallies.get(served.model()).add(served);
      }
    }
    for (FailedRequests failed : log.failures()) {
      if (tallies.containsKey(failed.model())
          && in(failed.at(), from, until)
          && counts(failed.variant(), answers)) {
        tallies.get(failed.model()).errors += failed.count();
      }
    }
    Map<ModelRef, PredictionSummary> summaries = new LinkedHashMap<>();
    tallies.forEach((model, tally) -> summaries.put(model, tally.summary(model)));
    return summaries;
  }

  @Override
  public SideCounts counts(
      ModelRef model, TrafficVariant variant, Instant from, Instant until, Duration slow) {
    List<ServedPrediction> answers =
        log.served().stream()
            .filter(served -> served.model().equals(model) && served.variant() == variant)
            .filter(served -> in(served.at(), from, until))
            .toList();
    long errors =
        log.failures().stream()
            .filter(failed -> failed.model().equals(model) && failed.variant() == variant)
            .filter(failed -> in(failed.at(), from, until))
            .mapToLong(FailedRequests::count)
            .sum();
    long late = answers.stream().filter(served -> served.latency().compareTo(slow) > 0).count();
    return new SideCounts(answers.size(), errors, late, 0, 0, 0);
  }

  private static boolean in(Instant at, Instant from, Instant until) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  private static boolean counts(TrafficVariant variant, Answers answers) {
    return (variant == TrafficVariant.SHADOW) == (answers == Answers.SHADOWED);
  }

  @Override
  public synchronized int measureDay(LocalDate date) {
    Instant from = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant until = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<ModelRef> known = registry.list(Optional.empty()).stream().map(ModelVersion::ref).toList();
    int measured = 0;
    for (PredictionSummary summary : summaries(known, from, until, Answers.GIVEN).values()) {
      if (summary.requests() > 0) {
        days.put(
            new Day(summary.model(), date),
            DailyPerformance.of(summary, date, null, clock.instant()));
        measured++;
      }
    }
    return measured;
  }

  @Override
  public synchronized boolean measureDaysOnce(LocalDate first, LocalDate last, Instant since) {
    boolean done =
        days.values().stream()
            .anyMatch(day -> day.date().equals(last) && !day.measuredAt().isBefore(since));
    if (!done) {
      first.datesUntil(last.plusDays(1)).forEach(this::measureDay);
    }
    return !done;
  }

  @Override
  public synchronized List<DailyPerformance> daily(ModelRef model, LocalDate from, LocalDate to) {
    return days.values().stream()
        .filter(day -> day.model().equals(model))
        .filter(day -> !day.date().isBefore(from) && !day.date().isAfter(to))
        .sorted(Comparator.comparing(DailyPerformance::date))
        .toList();
  }

  /** The counts of one version. */
  private static final class Tally {
    private final ArrayList<Long> millis = new ArrayList<>();
    private JudgedAnswers judged = JudgedAnswers.NONE;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal apiCost = BigDecimal.ZERO;
    private long errors;

    void add(Prediction made, @Nullable Outcome outcome) {
      millis.add(made.latencyMillis());
      double probability = made.output(Prediction.VIRAL_PROBABILITY);
      if (outcome != null
          && outcome.predictedAt().equals(made.predictedAt())
          && !Double.isNaN(probability)) {
        judged = judged.plus(probability >= 0.5, outcome.viral());
      }
    }

    void add(ServedPrediction served) {
      millis.add(served.latency().toMillis());
      cost = cost.add(served.cost());
      apiCost =
          apiCost.add(
              new BigDecimal(served.metadata().getOrDefault(ServedPrediction.API_COST, "0")));
    }

    PredictionSummary summary(ModelRef model) {
      long[] all = millis.stream().mapToLong(Long::longValue).toArray();
      return new PredictionSummary(
          model,
          all.length,
          errors,
          all.length == 0 ? null : LatencyQuantiles.of(all),
          judged,
          cost,
          apiCost);
    }
  }
}
