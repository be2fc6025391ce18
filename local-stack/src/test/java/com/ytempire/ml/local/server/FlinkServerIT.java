package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs on the stack's own cluster: state in RocksDB, and a restart from what a killed run left. */
@ExtendWith(RunningStack.class)
class FlinkServerIT {

  private static final String JOB = "counting";

  @Test
  void goesOnFromTheCheckpointThatAnEndedJobLeft(LocalStack stack) throws Exception {
    FlinkServer flink = stack.flink();
    assertThat(flink.latestCheckpoint(JOB)).isEmpty();

    JobClient first = flink.submit(countingJob(flink.environment()), JOB);
    await().atMost(Duration.ofSeconds(60)).until(() -> flink.latestCheckpoint(JOB).isPresent());
    first.cancel().get(30, TimeUnit.SECONDS);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> first.getJobStatus().get() == JobStatus.CANCELED);
    Optional<Path> left = flink.latestCheckpoint(JOB);
    assertThat(left).isPresent();

    JobClient second = flink.submit(countingJob(flink.environmentFrom(left.get())), JOB);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              Object smallest = second.getAccumulators().get().get("first-count");
              return smallest instanceof Long counted && counted > 1;
            });
    second.cancel().get(30, TimeUnit.SECONDS);
    assertThat(flink.latestCheckpoint("another job")).isEmpty();
  }

  private static StreamExecutionEnvironment countingJob(StreamExecutionEnvironment environment) {
    environment.setParallelism(1);
    environment.enableCheckpointing(500);
    var source =
        new DataGeneratorSource<Long>(
            index -> index % 5, 1_000_000, RateLimiterStrategy.perSecond(200), Types.LONG);
    DataStream<Long> numbers =
        environment.fromSource(source, WatermarkStrategy.noWatermarks(), "Numbers").uid("numbers");
    numbers
        .keyBy(number -> number)
        .process(new CountPerKey())
        .uid("count-per-key")
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
    return environment;
  }

  /** Counts elements by key and publishes the count that its run began with. */
  private static final class CountPerKey extends KeyedProcessFunction<Long, Long, Long> {

    private static final long serialVersionUID = 1;

    private transient ValueState<Long> count;
    private transient boolean published;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      if (!published) {
        published = true;
        getRuntimeContext()
            .addAccumulator(
                "first-count", new org.apache.flink.api.common.accumulators.LongCounter(now));
      }
      out.collect(now);
    }
  }
}
