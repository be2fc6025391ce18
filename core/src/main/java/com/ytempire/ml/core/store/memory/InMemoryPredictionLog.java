package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.PredictionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Predictions and outcomes in this process: for tests and for trying out. */
public final class InMemoryPredictionLog implements PredictionLog {
  private final Map<UUID, LoggedPrediction> entries = new HashMap<>();
  private final Map<UUID, ServedPrediction> served = new LinkedHashMap<>();
  private final Map<UUID, FailedRequests> failures = new LinkedHashMap<>();

  @Override
  public synchronized void savePredictions(List<Prediction> batch) {
    for (Prediction next : batch) {
      LoggedPrediction known = known(next.id());
      @Nullable Prediction old = known.prediction();
      if (old == null || !next.predictedAt().isBefore(old.predictedAt())) {
        entries.put(next.id(), new LoggedPrediction(next, known.outcome()));
      }
    }
  }

  @Override
  public synchronized void saveOutcomes(List<Outcome> batch) {
    for (Outcome next : batch) {
      LoggedPrediction known = known(next.predictionId());
      @Nullable Outcome old = known.outcome();
      if (old == null || !next.predictedAt().isBefore(old.predictedAt())) {
        entries.put(next.predictionId(), new LoggedPrediction(known.prediction(), next));
      }
    }
  }

  @Override
  public synchronized void saveServed(List<ServedPrediction> batch) {
    batch.forEach(next -> served.putIfAbsent(next.id(), next));
  }

  @Override
  public synchronized void saveFailures(List<FailedRequests> batch) {
    batch.forEach(next -> failures.putIfAbsent(next.id(), next));
  }

  @Override
  public synchronized Optional<ServedPrediction> findServed(UUID predictionId) {
    return Optional.ofNullable(served.get(predictionId));
  }

  /** Everything that jobs wrote. */
  synchronized List<LoggedPrediction> entries() {
    return List.copyOf(entries.values());
  }

  /** Everything that the service answered, in the order in which it was saved. */
  public synchronized List<ServedPrediction> served() {
    return List.copyOf(served.values());
  }

  /** Every count of requests without an answer. */
  public synchronized List<FailedRequests> failures() {
    return List.copyOf(failures.values());
  }

  private LoggedPrediction known(UUID id) {
    return entries.getOrDefault(id, new LoggedPrediction(null, null));
  }

  @Override
  public synchronized Optional<LoggedPrediction> find(UUID predictionId) {
    return Optional.ofNullable(entries.get(predictionId));
  }

  @Override
  public synchronized List<PredictionAccuracy> accuracy(
      String modelName, Instant from, Instant until) {
    Map<String, Sums> versions = new TreeMap<>();
    for (LoggedPrediction entry : entries.values()) {
      @Nullable Prediction prediction = entry.prediction();
      if (prediction != null
          && prediction.model().name().equals(modelName)
          && !prediction.predictedAt().isBefore(from)
          && prediction.predictedAt().isBefore(until)) {
        versions
            .computeIfAbsent(prediction.model().version(), version -> new Sums())
            .add(prediction, entry.outcome());
      }
    }
    List<PredictionAccuracy> accuracies = new ArrayList<>();
    versions.forEach(
        (version, sums) -> accuracies.add(sums.accuracy(new ModelRef(modelName, version))));
    return accuracies;
  }

  @Override
  public void close() {}

  /** The counts of one version. */
  private static final class Sums {
    private long predictions;
    private long outcomes;
    private long judged;
    private long correct;
    private long errors;
    private double absoluteErrors;

    void add(Prediction prediction, @Nullable Outcome outcome) {
      predictions++;
      if (outcome == null || !outcome.predictedAt().equals(prediction.predictedAt())) {
        return;
      }
      outcomes++;
      if (outcome.correct() != null) {
        judged++;
        correct += outcome.correct() ? 1 : 0;
      }
      if (outcome.logGrowthError() != null) {
        errors++;
        absoluteErrors += Math.abs(outcome.logGrowthError());
      }
    }

    PredictionAccuracy accuracy(ModelRef model) {
      @Nullable Double mae = errors == 0 ? null : Double.valueOf(absoluteErrors / errors);
      return new PredictionAccuracy(model, predictions, outcomes, judged, correct, mae);
    }
  }
}
