package com.ytempire.ml.inference.operator;

import static com.ytempire.ml.inference.operator.Point.V1;
import static com.ytempire.ml.inference.operator.Point.V2;
import static com.ytempire.ml.inference.operator.Point.V3;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchModelsTest {
  private static final OutputTag<ModelSwitchReport> REPORTS =
      new OutputTag<>("reports", Types.POJO(ModelSwitchReport.class));
  private static final long NOW = 1_000;

  private final ScriptedModels models = ScriptedModels.create().add(V1, 10);
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @Test
  void announcesAndStampsTheInitialVersion() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.record(7);

      assertThat(harness.output())
          .containsExactly(new Routed<>(null, "sum=1"), new Routed<>(Point.of(7), "sum=1"));
    }
  }

  @Test
  void goesOnWithTheOldVersionUntilTheNewOneIsLoaded() throws Exception {
    models.add(ScriptedModels.manifest(V2, List.of("b", "a"), "sum"), 20, gate);
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.record(1);
      gate.complete(null);
      harness.record(2);
      harness.runMails();
      harness.record(3);

      assertThat(harness.output())
          .containsExactly(
              new Routed<>(null, "sum=1"),
              new Routed<>(Point.of(1), "sum=1"),
              new Routed<>(Point.of(2), "sum=1"),
              new Routed<>(null, "sum=2"),
              new Routed<>(Point.of(3), "sum=2"));
      assertThat(harness.reports())
          .containsExactly(
              new ModelSwitchReport("sum", "1", "2", true, null, Instant.ofEpochMilli(NOW), 0));
      assertThat(models.openLeases).as("the old version's is given back").hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"c, sum, the records do not fit it: feature 'c'", "b, product, its outputs are"})
  void refusesAVersionThatDoesNotFitTheStream(String feature, String output, String reason)
      throws Exception {
    models.add(ScriptedModels.manifest(V2, List.of("a", feature), output), 20, gate);
    gate.complete(null);

    assertRefused(reason);
  }

  @Test
  void refusesAVersionThatCannotBeLoaded() throws Exception {
    assertRefused("it cannot be loaded: sum_v2 is unknown");
  }

  @Test
  void triesAVersionThatCouldNotBeLoadedAgainForAsLongAsItIsWanted() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.runMails();
      harness.passTime();
      assertThat(harness.reports()).as("a second failure is no news").hasSize(1);

      models.add(V2, 20);
      harness.passTime();
      harness.record(1);

      assertThat(harness.output()).last().isEqualTo(new Routed<>(Point.of(1), "sum=2"));
      assertThat(harness.reports())
          .extracting(ModelSwitchReport::accepted)
          .containsExactly(false, true);
      assertThat(models.openLeases).hasValue(1);
    }
  }

  @Test
  void givesAVersionUpThatIsNoLongerWanted() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.runMails();
      harness.update(V1);
      models.add(V2, 20);
      harness.passTime();
      harness.record(1);

      assertThat(harness.output()).last().isEqualTo(new Routed<>(Point.of(1), "sum=1"));
    }
  }

  private void assertRefused(String reason) throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.runMails();
      harness.record(1);

      assertThat(harness.output()).last().isEqualTo(new Routed<>(Point.of(1), "sum=1"));
      assertThat(harness.reports())
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report.accepted()).isFalse();
                assertThat(report.from()).isEqualTo("1");
                assertThat(report.to()).isEqualTo("2");
                assertThat(report.reason()).startsWith(reason);
              });
      assertThat(models.openLeases).as("only the old version's").hasValue(1);
    }
  }

  @Test
  void letsTheLastUpdateWin() throws Exception {
    models.add(ScriptedModels.manifest(V2, List.of("a", "b"), "sum"), 20, gate).add(V3, 30);
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.update(V3);
      harness.runMails();
      gate.complete(null);
      harness.runMails();
      harness.record(1);

      assertThat(harness.output()).last().isEqualTo(new Routed<>(Point.of(1), "sum=3"));
      assertThat(harness.reports()).extracting(ModelSwitchReport::to).containsExactly("3");
      assertThat(models.openLeases).hasValue(1);
    }
  }

  @Test
  void staysWhenTheUpdateIsTakenBackWhileItLoads() throws Exception {
    models.add(ScriptedModels.manifest(V2, List.of("a", "b"), "sum"), 20, gate);
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.update(V1);
      gate.complete(null);
      harness.runMails();
      harness.record(1);

      assertThat(harness.output()).last().isEqualTo(new Routed<>(Point.of(1), "sum=1"));
      assertThat(harness.reports()).isEmpty();
    }
  }

  @Test
  void ignoresModelsOfOtherStreams() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.update(new ModelRef("other", "5"));
      harness.runMails();

      assertThat(harness.reports()).isEmpty();
    }
  }

  @Test
  void restoresTheVersionThatAnsweredAndNotTheConfiguredOne() throws Exception {
    models.add(V2, 20);
    OperatorSubtaskState state;
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      harness.runMails();
      state = harness.snapshot();
    }
    try (Harness restored = new Harness(state)) {
      restored.record(1);

      assertThat(restored.output())
          .containsExactly(new Routed<>(null, "sum=2"), new Routed<>(Point.of(1), "sum=2"));
    }
  }

  @Test
  void takesAnUpdateUpAgainThatWasUnderWayAtTheCheckpoint() throws Exception {
    models.add(ScriptedModels.manifest(V2, List.of("a", "b"), "sum"), 20, gate);
    OperatorSubtaskState state;
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
      state = harness.snapshot();
    }
    try (Harness restored = new Harness(state)) {
      restored.record(1);
      gate.complete(null);
      restored.runMails();
      restored.record(2);

      assertThat(restored.output())
          .contains(new Routed<>(Point.of(1), "sum=1"))
          .last()
          .isEqualTo(new Routed<>(Point.of(2), "sum=2"));
    }
  }

  @Test
  void holdsNoWatermarkBackForUpdates() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.operator().processWatermarkStatus2(WatermarkStatus.IDLE);
      harness.operator().processWatermark1(new Watermark(5));
      harness.operator().processWatermark2(new Watermark(9));

      assertThat(harness.all()).contains(new Watermark(5)).doesNotContain(new Watermark(9));
      assertThat(harness.all()).doesNotContain(WatermarkStatus.IDLE);
    }
  }

  @Test
  void givesBackEveryLeaseAndHandle() throws Exception {
    models.add(ScriptedModels.manifest(V2, List.of("a", "b"), "sum"), 20, gate);
    try (Harness harness = new Harness(null)) {
      harness.update(V2);
    }
    gate.complete(null);

    assertThat(models.openLeases).hasValue(0);
    assertThat(models.openHandles).hasValue(0);
  }

  /** The operator with a mailbox that is worked off when the test says so. */
  private final class Harness implements AutoCloseable {
    private final AbstractStreamOperatorTestHarness<Routed<Point>> harness;

    Harness(OperatorSubtaskState restored) throws Exception {
      harness =
          new AbstractStreamOperatorTestHarness<>(
              new SwitchModelsFactory<>(List.of(Point.query(V1)), models.provider(), REPORTS),
              1,
              1,
              0);
      harness.setup(
          Routed.type(TypeInformation.of(Point.class))
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      harness.setProcessingTime(NOW);
      if (restored == null) {
        harness.initializeEmptyState();
      } else {
        harness.initializeState(restored);
      }
      harness.open();
      runMails();
    }

    @SuppressWarnings("unchecked")
    SwitchModels<Point> operator() {
      return (SwitchModels<Point>) (Object) harness.getOperator();
    }

    void record(long id) {
      operator().processElement1(new StreamRecord<>(Point.of(id)));
    }

    void update(ModelRef ref) throws Exception {
      operator().processElement2(new StreamRecord<>(new ModelUpdate(ref, Instant.EPOCH)));
    }

    void runMails() throws Exception {
      while (true) {
        Optional<Mail> mail = harness.getTaskMailbox().tryTake(0);
        if (mail.isEmpty()) {
          return;
        }
        mail.get().run();
      }
    }

    void passTime() throws Exception {
      harness.setProcessingTime(harness.getProcessingTime() + SwitchModels.RETRY_MILLIS);
      runMails();
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    List<Routed<Point>> output() {
      return harness.extractOutputValues();
    }

    List<Object> all() {
      return List.copyOf(harness.getOutput());
    }

    List<ModelSwitchReport> reports() {
      var reports = harness.getSideOutput(REPORTS);
      return reports == null ? List.of() : reports.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
