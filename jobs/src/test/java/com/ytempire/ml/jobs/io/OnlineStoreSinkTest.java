package com.ytempire.ml.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryFeatureStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnlineStoreSinkTest {
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          "video",
          List.of(
              new FeatureColumn(
                  "views", "views", 1, "video", ValueKind.NUMBER, 0, 1, Duration.ofDays(1))));

  /** Shared with the sink's task, which runs in this JVM. */
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static final AtomicInteger BATCHES = new AtomicInteger();
  private static volatile String refusedEvent = "";
  private static volatile InMemoryFeatureStore memory = new InMemoryFeatureStore(Clock.systemUTC());

  /** Keeps values in memory, once it has been unavailable as often as the test asks for. */
  private record FlakyStore(boolean broken) implements OnlineFeatureStore {
    @Override
    public void write(FeatureSchema schema, List<FeatureWrite> batch) {
      BATCHES.incrementAndGet();
      if (broken) {
        throw new IllegalStateException("the table is gone");
      }
      if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new StoreUnavailableException("away", new IOException("refused"));
      }
      if (batch.stream().anyMatch(write -> write.eventId().equals(refusedEvent))) {
        throw new StoreRefusedException("event " + refusedEvent);
      }
      memory.write(schema, batch);
    }

    @Override
    public List<FeatureRead> readAll(List<EntityKey> entities, List<FeatureColumn> columns) {
      return memory.readAll(entities, columns);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void startEmpty() {
    memory = new InMemoryFeatureStore(Clock.systemUTC());
    FAILURES_LEFT.set(0);
    BATCHES.set(0);
    refusedEvent = "";
  }

  private static void writeAll(int count, boolean broken) throws Exception {
    var config = new Configuration();
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      writes.add(
          new FeatureWrite(
              new EntityKey("video", "v" + i % 50),
              String.format("e%06d", i),
              Instant.ofEpochMilli(1_000L + i),
              Instant.ofEpochMilli(1_000L),
              new double[] {i},
              new float[0][]));
    }
    env.fromData(TypeInformation.of(FeatureWrite.class), writes.toArray(FeatureWrite[]::new))
        .sinkTo(new OnlineStoreSink(Map.of("video", SCHEMA), () -> new FlakyStore(broken), 100));
    env.execute();
  }

  @Test
  void keepsTheNewestOfEachEntityAndWritesInBatches() throws Exception {
    writeAll(1_000, false);

    for (int video = 0; video < 50; video++) {
      var read = memory.read(new EntityKey("video", "v" + video), SCHEMA.columns());
      assertThat(read.values().get(0).number()).isEqualTo(950 + video);
    }
    assertThat(BATCHES.get()).isLessThanOrEqualTo(20);
  }

  @Test
  void triesAgainUntilTheStoreIsBack() throws Exception {
    FAILURES_LEFT.set(5);

    writeAll(300, false);

    assertThat(FAILURES_LEFT.get()).isZero();
    for (int video = 0; video < 50; video++) {
      var read = memory.read(new EntityKey("video", "v" + video), SCHEMA.columns());
      assertThat(read.values().get(0).number()).isEqualTo(250 + video);
    }
  }

  @Test
  void leavesOutTheOneWriteThatIsRefusedAndKeepsTheOthersOfItsBatch() throws Exception {
    refusedEvent = "e000299";

    writeAll(300, false);

    for (int video = 0; video < 50; video++) {
      var read = memory.read(new EntityKey("video", "v" + video), SCHEMA.columns());
      assertThat(read.values().get(0).number()).isEqualTo(video == 49 ? 249 : 250 + video);
    }
    // Three batches, and the splits of the third down to the one write.
    assertThat(BATCHES.get()).isLessThanOrEqualTo(3 + 2 * 7);
  }

  @Test
  void failsTheJobWhenTheStoreCannotTakeABatchAtAll() {
    assertThatThrownBy(() -> writeAll(10, true)).hasRootCauseMessage("the table is gone");
  }
}
