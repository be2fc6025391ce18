package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** A log in memory that can be away, hang, or refuse one answer. */
final class UnsteadyLog implements PredictionLog {
  private final InMemoryPredictionLog memory = new InMemoryPredictionLog();
  private volatile boolean away;
  private volatile UUID refused = new UUID(0, 0);
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
    hanging.countDown();
  }

  void hang() {
    hanging = new CountDownLatch(1);
  }

  void refuse(UUID id) {
    refused = id;
  }

  List<UUID> ids() {
    return memory.served().stream().map(ServedPrediction::id).toList();
  }

  int failures() {
    return memory.failures().stream().mapToInt(FailedRequests::count).sum();
  }

  @Override
  public void saveServed(List<ServedPrediction> batch) {
    require();
    if (batch.stream().anyMatch(answer -> answer.id().equals(refused))) {
      throw new StoreRefusedException("no zero bytes");
    }
    memory.saveServed(batch);
  }

  @Override
  public void saveFailures(List<FailedRequests> batch) {
    require();
    memory.saveFailures(batch);
  }

  private void require() {
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (away) {
      throw new StoreUnavailableException("away", new IOException("refused"));
    }
  }

  @Override
  public Optional<ServedPrediction> findServed(UUID predictionId) {
    return memory.findServed(predictionId);
  }

  @Override
  public void savePredictions(List<Prediction> batch) {
    memory.savePredictions(batch);
  }

  @Override
  public void saveOutcomes(List<Outcome> batch) {
    memory.saveOutcomes(batch);
  }

  @Override
  public Optional<LoggedPrediction> find(UUID predictionId) {
    return memory.find(predictionId);
  }

  @Override
  public List<PredictionAccuracy> accuracy(String modelName, Instant from, Instant until) {
    return memory.accuracy(modelName, from, until);
  }

  @Override
  public void close() {}
}
