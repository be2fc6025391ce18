package com.ytempire.ml.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.prediction.FailedRequests;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.core.store.PredictionFixtures;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictionLogSinkTest {
  /** Shared with the sink's task, which runs in this JVM. */
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static volatile InMemoryPredictionLog memory = new InMemoryPredictionLog();

  /** Keeps entries in memory, once it has been away as often as the test asks for. */
  private static final class FlakyLog implements PredictionLog {
    @Override
    public void savePredictions(List<Prediction> batch) {
      memory.savePredictions(batch);
    }

    @Override
    public void saveOutcomes(List<Outcome> batch) {
      if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new StoreUnavailableException("away", new IOException("refused"));
      }
      memory.saveOutcomes(batch);
    }

    @Override
    public void saveServed(List<ServedPrediction> batch) {
      memory.saveServed(batch);
    }

    @Override
    public void saveFailures(List<FailedRequests> batch) {
      memory.saveFailures(batch);
    }

    @Override
    public Optional<ServedPrediction> findServed(UUID predictionId) {
      return memory.findServed(predictionId);
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

  @BeforeEach
  void startEmpty() {
    memory = new InMemoryPredictionLog();
    FAILURES_LEFT.set(0);
  }

  private static Prediction prediction(int number) {
    return PredictionFixtures.prediction(
        PredictionFixtures.FIRST, "event-" + number, PredictionFixtures.AT.plusSeconds(1));
  }

  @Test
  void keepsEveryPredictionAndOutcomeOnceTheStoreIsBack() throws Exception {
    FAILURES_LEFT.set(3);
    List<PredictionLogEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      entries.add(PredictionLogEntry.of(PredictionFixtures.outcome(prediction(i), true, 0.5)));
      entries.add(PredictionLogEntry.of(prediction(i)));
    }
    var env = StreamExecutionEnvironment.createLocalEnvironment(1);

    env.fromData(entries, TypeInformation.of(PredictionLogEntry.class))
        .sinkTo(new PredictionLogSink(FlakyLog::new));
    env.execute();

    assertThat(FAILURES_LEFT).hasValue(0);
    assertThat(memory.accuracy("trend_predictor", Instant.EPOCH, Instant.MAX))
        .containsExactly(
            new PredictionAccuracy(PredictionFixtures.FIRST, 1200, 1200, 1200, 1200, 0.5));
  }

  @Test
  void readsBackWhatACheckpointHolds() throws IOException {
    var serializer = new QueuedLogEntry.StateSerializer();
    for (var entry :
        List.of(
            PredictionLogEntry.of(prediction(1)),
            PredictionLogEntry.of(PredictionFixtures.unjudged(prediction(1))))) {
      var bytes = new ByteArrayOutputStream();
      serializer.serializeRequestToStream(new QueuedLogEntry(entry), new DataOutputStream(bytes));

      var read =
          serializer.deserializeRequestFromStream(
              bytes.size(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

      assertThat(read).isEqualTo(new QueuedLogEntry(entry));
    }
  }
}
