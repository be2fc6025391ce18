package com.ytempire.ml.inference.operator;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextInferenceProvider;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.text.BundledEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TitleInferenceTest {
  private static final Set<TextOutput> BOTH = EnumSet.allOf(TextOutput.class);
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();
  private static final AtomicBoolean FAILED_ONCE = new AtomicBoolean();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"STREAMING", "BATCH"})
  void addsTheRealModelsFeaturesToEveryRecord(RuntimeExecutionMode mode) throws Exception {
    StreamExecutionEnvironment env = environment();
    env.setRuntimeMode(mode);
    List<String> titles = new ArrayList<>(List.of("", "   "));
    for (int i = 0; i < 40; i++) {
      titles.add("A wonderful title, number " + i % 10);
    }

    List<DescribedTitle> results =
        collect(infer(env.fromData(titles), realModels(), Duration.ofMinutes(1)));

    assertThat(results).hasSize(42);
    assertThat(results).allSatisfy(result -> assertThat(result.failure()).isNull());
    assertThat(results)
        .filteredOn(result -> !result.title().isBlank())
        .hasSize(40)
        .allSatisfy(
            result -> {
              assertThat(result.width()).isEqualTo(BundledEncoder.get().width());
              assertThat(result.sentiment()).isPositive();
            });
    assertThat(results)
        .filteredOn(result -> result.title().isBlank())
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.width()).isZero();
              assertThat(result.sentiment()).isNaN();
            });
  }

  @Test
  void letsFailedRecordsGoOnWithTheReasonAndCountsThem() throws Exception {
    DataStream<String> titles = environment().fromData("fine", "fail", "broken", "hang", "fine");

    JobClient[] job = new JobClient[1];
    List<DescribedTitle> results = new ArrayList<>();
    DataStream<DescribedTitle> described =
        infer(titles, ScriptedInference::new, Duration.ofMillis(300));
    try (CloseableIterator<DescribedTitle> rows = described.collectAsync()) {
      job[0] = described.getExecutionEnvironment().executeAsync("failures");
      rows.forEachRemaining(results::add);
    }

    assertThat(results)
        .containsExactlyInAnyOrder(
            new DescribedTitle("fine", 3, 0.5, null),
            new DescribedTitle("fine", 3, 0.5, null),
            new DescribedTitle("fail", 0, Double.NaN, "REJECTED: queue full"),
            new DescribedTitle(
                "broken", 0, Double.NaN, "java.lang.IllegalStateException: no answer"),
            new DescribedTitle("hang", 0, Double.NaN, "TIMEOUT: no result in the time given"));
    assertThat(count(job[0], "titleRequests")).isEqualTo(5);
    assertThat(count(job[0], "titleFailures")).isEqualTo(2);
    assertThat(count(job[0], "titleTimeouts")).isEqualTo(1);
    assertThat(metrics(job[0], "textMeanBatchSize"))
        .allSatisfy(metric -> assertThat(((Gauge<?>) metric).getValue()).isEqualTo(2.5));
  }

  @Test
  void closesTheEngineOfEverySubtask() throws Exception {
    collect(infer(environment().fromData("fine"), ScriptedInference::new, Duration.ofMinutes(1)));

    assertThat(ScriptedInference.OPEN).hasValue(0);
  }

  @Test
  void failsTheJobWhenTheCombinerIsWrongInsteadOfWaiting() {
    DataStream<String> titles = environment().fromData("fine");
    TitleInference<String, DescribedTitle> function =
        new TitleInference<>(
            title -> title,
            (title, embedding, sentiment, failure) -> {
              throw new IllegalArgumentException("wrong combiner");
            },
            BOTH,
            ScriptedInference::new,
            TypeInformation.of(DescribedTitle.class));

    assertThatThrownBy(
            () ->
                collect(AsyncDataStream.unorderedWait(titles, function, 60_000, MILLISECONDS, 10)))
        .hasStackTraceContaining("wrong combiner");
  }

  @Test
  void givesEveryRecordOnceAfterARestartInTheSameProcess() throws Exception {
    FAILED_ONCE.set(false);
    Configuration restarts = new Configuration();
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    StreamExecutionEnvironment env = environment();
    env.configure(restarts);
    env.enableCheckpointing(100);
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      titles.add("restarted title " + i);
    }

    List<DescribedTitle> results =
        collect(
            infer(env.fromData(titles), realModels(), Duration.ofMinutes(1)).map(new FailsOnce()));

    assertThat(FAILED_ONCE).isTrue();
    assertThat(results)
        .extracting(DescribedTitle::title)
        .containsExactlyInAnyOrderElementsOf(titles);
    assertThat(results).allSatisfy(result -> assertThat(result.width()).isEqualTo(384));
  }

  @Test
  void refusesToBeAskedForNothing() {
    assertThatThrownBy(
            () ->
                new TitleInference<String, DescribedTitle>(
                    title -> title,
                    DescribedTitle::of,
                    Set.of(),
                    ScriptedInference::new,
                    TypeInformation.of(DescribedTitle.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void testRecordTravelsWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DescribedTitle.class);
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    return env;
  }

  private static DataStream<DescribedTitle> infer(
      DataStream<String> titles, TextInferenceProvider provider, Duration timeout) {
    return AsyncDataStream.unorderedWait(
        titles,
        new TitleInference<>(
            title -> title,
            DescribedTitle::of,
            BOTH,
            provider,
            TypeInformation.of(DescribedTitle.class)),
        timeout.toMillis(),
        MILLISECONDS,
        TitleInference.CAPACITY);
  }

  private static TextInferenceProvider realModels() {
    return SharedTextEngines.provider(
        TextModelSettings.fromEnvironment(
            "sentence-transformers/all-MiniLM-L6-v2",
            "cardiffnlp/twitter-roberta-base-sentiment",
            BundledEncoder.environment()));
  }

  private static List<DescribedTitle> collect(DataStream<DescribedTitle> stream) throws Exception {
    List<DescribedTitle> results = new ArrayList<>();
    try (CloseableIterator<DescribedTitle> rows = stream.executeAndCollect()) {
      rows.forEachRemaining(results::add);
    }
    return results;
  }

  private static long count(JobClient job, String name) {
    return metrics(job, name).stream().mapToLong(metric -> ((Counter) metric).getCount()).sum();
  }

  private static List<Metric> metrics(JobClient job, String name) {
    return List.copyOf(METRICS.findMetrics(job.getJobID(), ".*" + name).values());
  }

  /** Breaks the job at its twentieth record, once per test. */
  private static final class FailsOnce implements MapFunction<DescribedTitle, DescribedTitle> {
    private static final long serialVersionUID = 1L;
    private int seen;

    @Override
    public DescribedTitle map(DescribedTitle title) {
      seen++;
      if (seen == 20 && FAILED_ONCE.compareAndSet(false, true)) {
        throw new IllegalStateException("failing once, on purpose");
      }
      return title;
    }
  }
}
