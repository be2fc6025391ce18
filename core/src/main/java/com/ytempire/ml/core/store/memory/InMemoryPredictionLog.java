package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.store.PredictionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Predictions and outcomes in this process: for tests and for trying out. */
public final class InMemoryPredictionLog implements PredictionLog {
  private final Map<UUID, LoggedPrediction> entries = new HashMap<>();

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
