package com.ytempire.ml.features.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTimeOrderedOperatorTest {
  private static final int MAX_PARALLELISM = 8;

  /** An event of a key; the id breaks ties, and one in upper case is sent in order. */
  public record Tick(String key, long millis, String id) {}

  /** Appends each event's id to the key's state and gives the state out: the history in order. */
  private static final class Chronicle extends EventTimeOrderedOperator<Tick, String> {
    Chronicle() {
      super(
          TypeInformation.of(Tick.class)
              .createSerializer(
                  new org.apache.flink.api.common.serialization.SerializerConfigImpl()));
    }

    @Override
    long millisOf(Tick tick) {
      return tick.millis();
    }

    @Override
    boolean isInOrder(Tick tick) {
      return Character.isUpperCase(tick.id().charAt(0));
    }

    @Override
    Comparator<Tick> orderWithinInstant() {
      return Comparator.comparing(Tick::id);
    }

    @Override
    byte @Nullable [] advance(byte @Nullable [] state, Tick tick, boolean behindWatermark) {
      String before = state == null ? "" : new String(state, StandardCharsets.UTF_8);
      if (behindWatermark) {
        output.collect(new StreamRecord<>(tick.key() + " late " + tick.id()));
        return null;
      }
      String after = before + tick.id();
      output.collect(new StreamRecord<>(tick.key() + " " + after));
      return after.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte[] wake(String key, byte[] state, long millis) {
      output.collect(
          new StreamRecord<>("wake " + key + " " + new String(state, StandardCharsets.UTF_8)));
      return (new String(state, StandardCharsets.UTF_8) + "!").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    long nextWake(byte[] state) {
      return new String(state, StandardCharsets.UTF_8).endsWith("w") ? 100 : Long.MAX_VALUE;
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tick, String> harness(
      int parallelism, int subtask) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new Chronicle(), Tick::key, Types.STRING, MAX_PARALLELISM, parallelism, subtask);
    harness.setup();
    return harness;
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, Tick, String> harness, Tick tick)
      throws Exception {
    harness.processElement(new StreamRecord<>(tick, tick.millis()));
  }

  @Test
  void waitsForTheWatermarkAndThenGoesInOrder() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      send(harness, new Tick("k", 30, "c"));
      send(harness, new Tick("k", 10, "b"));
      send(harness, new Tick("k", 10, "a"));
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(new Watermark(20));

      assertThat(harness.extractOutputValues()).containsExactly("k a", "k ab");
      harness.processWatermark(new Watermark(30));
      assertThat(harness.extractOutputValues()).containsExactly("k a", "k ab", "k abc");
    }
  }

  @Test
  void takesAnEventThatIsSentInOrderAtOnceBehindWhatWaitsOfItsKey() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      send(harness, new Tick("k", 10, "a"));
      send(harness, new Tick("k", 40, "d"));
      send(harness, new Tick("other", 5, "o"));
      send(harness, new Tick("k", 20, "b"));

      send(harness, new Tick("k", 30, "C"));

      assertThat(harness.extractOutputValues()).containsExactly("k a", "k ab", "k abC");
      harness.processWatermark(new Watermark(40));
      assertThat(harness.extractOutputValues())
          .containsExactly("k a", "k ab", "k abC", "other o", "k abCd");
    }
  }

  @Test
  void doesNotMoveEventTimeForAnEventThatIsSentInOrder() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      send(harness, new Tick("k", 1_000, "A"));
      send(harness, new Tick("other", 20, "c"));
      send(harness, new Tick("other", 10, "b"));

      harness.processWatermark(new Watermark(20));

      assertThat(harness.extractOutputValues()).containsExactly("k A", "other b", "other bc");
    }
  }

  @Test
  void saysWhenEventTimeHadAlreadyPassedAnEvent() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processWatermark(new Watermark(20));

      send(harness, new Tick("k", 20, "z"));

      assertThat(harness.extractOutputValues()).containsExactly("k late z");
    }
  }

  @Test
  void wakesAKeyWhenEventTimeReachesWhatItAskedFor() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      send(harness, new Tick("k", 10, "w"));
      harness.processWatermark(new Watermark(99));
      assertThat(harness.extractOutputValues()).containsExactly("k w");

      harness.processWatermark(new Watermark(100));
      send(harness, new Tick("k", 110, "x"));
      harness.processWatermark(new Watermark(110));

      assertThat(harness.extractOutputValues()).containsExactly("k w", "wake k w", "k w!x");
    }
  }

  @Test
  void keepsWhatWaitsOverARestoreWithAnotherParallelism() throws Exception {
    List<Tick> ticks = new ArrayList<>();
    for (int key = 0; key < 40; key++) {
      ticks.add(new Tick("k" + key, 20, "b"));
      ticks.add(new Tick("k" + key, 10, "a"));
    }
    OperatorSubtaskState snapshot;
    try (var before = harness(1, 0)) {
      before.open();
      for (Tick tick : ticks) {
        send(before, tick);
      }
      before.processWatermark(new Watermark(10));
      snapshot = before.snapshot(1, 1);
    }

    List<String> after = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              snapshot, MAX_PARALLELISM, 1, 2, subtask);
      try (var harness = harness(2, subtask)) {
        harness.initializeState(part);
        harness.open();
        harness.processWatermark(new Watermark(20));
        after.addAll(harness.extractOutputValues());
      }
    }

    List<String> expected = new ArrayList<>();
    for (int key = 0; key < 40; key++) {
      expected.add("k" + key + " ab");
    }
    assertThat(after).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void batchGivesTheHistoriesThatAStreamGives() throws Exception {
    long seed = 42;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ticks.add(new Tick("k" + random.nextInt(20), random.nextInt(50), String.format("%03d.", i)));
    }
    List<String> stream;
    try (var harness = harness(1, 0)) {
      harness.open();
      for (Tick tick : ticks) {
        send(harness, tick);
      }
      harness.processWatermark(new Watermark(Long.MAX_VALUE));
      stream = harness.extractOutputValues();
    }

    var config = new Configuration();
    config.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    var env = StreamExecutionEnvironment.createLocalEnvironment(2, config);
    List<String> batch = new ArrayList<>();
    env.fromData(ticks)
        .assignTimestampsAndWatermarks(
            org.apache.flink.api.common.eventtime.WatermarkStrategy.<Tick>noWatermarks()
                .withTimestampAssigner((tick, ignored) -> tick.millis()))
        .keyBy(Tick::key, Types.STRING)
        .transform("Chronicle", Types.STRING, new Chronicle())
        .executeAndCollect()
        .forEachRemaining(batch::add);

    List<String> woken = batch.stream().filter(line -> line.startsWith("wake ")).toList();
    batch.removeAll(woken);
    assertThat(batch).containsExactlyInAnyOrderElementsOf(stream).hasSize(500);
    // Each key is woken at its end under its own name, with its whole history.
    Map<String, String> whole = new HashMap<>();
    stream.forEach(line -> whole.put(line.substring(0, line.indexOf(' ')), "wake " + line));
    assertThat(woken).containsExactlyInAnyOrderElementsOf(whole.values());
  }
}
