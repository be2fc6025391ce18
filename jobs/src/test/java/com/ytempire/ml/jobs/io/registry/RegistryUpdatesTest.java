package com.ytempire.ml.jobs.io.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.inference.operator.ModelUpdate;
import com.ytempire.ml.jobs.io.registry.RegistryFactory.OpenRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class RegistryUpdatesTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ModelRef V1 = new ModelRef("trend", "1");
  private static final ModelRef V2 = new ModelRef("trend", "2");

  private static final AtomicInteger CLOSED = new AtomicInteger();
  private static volatile ModelRegistry registry;
  private static volatile boolean away;

  private final Counter failures = new ThreadSafeSimpleCounter();

  @BeforeEach
  void knowTwoVersions() {
    ModelRegistry fresh = new InMemoryModelRegistry(CLOCK);
    for (ModelRef ref : List.of(V1, V2)) {
      fresh.register(
          new ModelVersion(
              UUID.randomUUID(),
              ref,
              "trend_prediction",
              ModelStatus.INACTIVE,
              "file:///models/" + ref.folder(),
              null,
              null,
              null,
              NOW,
              null,
              null,
              null));
    }
    registry = fresh;
    away = false;
    CLOSED.set(0);
  }

  @Test
  void tellsTheActiveVersionOnceAndEachOneAfterIt() throws Exception {
    registry.activate(V1);
    try (RegistryReader reader = reader(Map.of())) {
      assertThat(next(reader)).isEqualTo(new ModelUpdate(V1, NOW));
      registry.activate(V2);
      assertThat(next(reader)).isEqualTo(new ModelUpdate(V2, NOW));

      assertThat(reader.snapshotState(1)).containsExactly(new RegistrySplit(Map.of("trend", "2")));
    }
    assertThat(CLOSED).hasValue(1);
  }

  @Test
  void tellsNothingTwiceAfterARestart() throws Exception {
    registry.activate(V1);
    try (RegistryReader reader = reader(Map.of("trend", "1"))) {
      registry.activate(V2);

      assertThat(next(reader)).isEqualTo(new ModelUpdate(V2, NOW));
    }
  }

  @Test
  void goesOnAskingWhileTheRegistryIsAway() throws Exception {
    away = true;
    registry.activate(V1);
    try (RegistryReader reader = reader(Map.of())) {
      await().until(() -> failures.getCount() > 2);
      assertThat(reader.isAvailable()).isNotDone();
      away = false;

      assertThat(next(reader)).isEqualTo(new ModelUpdate(V1, NOW));
    }
  }

  @Test
  void keepsItsStateInACheckpointsBytes() throws Exception {
    var format = new RegistrySplitsFormat();
    List<RegistrySplit> splits = List.of(new RegistrySplit(Map.of("a", "1", "b", "2")));

    assertThat(format.deserialize(format.getVersion(), format.serialize(splits))).isEqualTo(splits);
  }

  @Test
  void isASourceOfAJob() throws Exception {
    registry.activate(V1);
    var env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    List<ModelUpdate> updates = new ArrayList<>();

    var source =
        new RegistryUpdates(
            RegistryUpdatesTest::open, Set.of("trend"), Duration.ofMillis(5), CLOCK);
    try (var rows = source.stream(env, "updates").executeAndCollect()) {
      updates.add(rows.next());
      registry.activate(V2);
      updates.add(rows.next());
    }

    assertThat(updates).containsExactly(new ModelUpdate(V1, NOW), new ModelUpdate(V2, NOW));
  }

  private RegistryReader reader(Map<String, String> emitted) {
    var reader =
        new RegistryReader(
            RegistryUpdatesTest::open, Set.of("trend"), Duration.ofMillis(5), CLOCK, failures);
    reader.addSplits(List.of(new RegistrySplit(emitted)));
    return reader;
  }

  private static ModelUpdate next(RegistryReader reader) throws Exception {
    reader.isAvailable().get();
    Collected output = new Collected(new ArrayList<>());
    reader.pollNext(output);
    assertThat(output.updates).hasSize(1);
    return output.updates.get(0);
  }

  private static OpenRegistry open() {
    if (away) {
      throw new StoreUnavailableException("the registry is away", null);
    }
    return new OpenRegistry(registry, CLOSED::incrementAndGet);
  }

  private record Collected(List<ModelUpdate> updates) implements ReaderOutput<ModelUpdate> {
    @Override
    public void collect(ModelUpdate update) {
      updates.add(update);
    }

    @Override
    public void collect(ModelUpdate update, long timestamp) {
      updates.add(update);
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<ModelUpdate> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }
}
