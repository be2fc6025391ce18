package com.ytempire.ml.bench.features;

import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.operator.TitleInference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A Flink job in this process that runs titles through {@link TitleInference} when it is handed
 * them. One at a time: source and sink talk to the caller through static queues.
 */
final class TitleJob implements AutoCloseable {
  private static final BlockingQueue<String> TITLES = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> OUTCOMES = new LinkedBlockingQueue<>();
  private static final String DONE = "done";

  private final JobClient job;

  private TitleJob(JobClient job) {
    this.job = job;
  }

  static TitleJob start(TextModelSettings settings, Set<TextOutput> outputs) throws Exception {
    TITLES.clear();
    OUTCOMES.clear();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.setBufferTimeout(1);
    var titles =
        env.fromSource(
                new DataGeneratorSource<String>(
                    index -> TITLES.take(), Long.MAX_VALUE, Types.STRING),
                WatermarkStrategy.noWatermarks(),
                "Titles")
            .uid("titles")
            // The source blocks while it has no title; chained, it would block the inference too.
            .disableChaining();
    AsyncDataStream.unorderedWait(
            titles,
            new TitleInference<>(
                title -> title,
                (title, embedding, sentiment, failure) -> failure == null ? DONE : failure,
                outputs,
                SharedTextEngines.provider(settings),
                Types.STRING),
            TitleInference.TIMEOUT.toMillis(),
            TimeUnit.MILLISECONDS,
            TitleInference.CAPACITY)
        .name("Title inference")
        .uid("title-inference")
        .map(
            outcome -> {
              OUTCOMES.add(outcome);
              return outcome;
            })
        .returns(Types.STRING)
        .name("Hand back")
        .uid("hand-back")
        .sinkTo(new DiscardingSink<>())
        .name("Discard")
        .uid("discard");
    return new TitleJob(env.executeAsync("title inference benchmark"));
  }

  /** Runs titles through the job. Returns the nanoseconds from the first in to the last out. */
  long infer(List<String> titles) throws InterruptedException {
    long start = System.nanoTime();
    TITLES.addAll(titles);
    for (int i = 0; i < titles.size(); i++) {
      String outcome = OUTCOMES.poll(2, TimeUnit.MINUTES);
      if (!DONE.equals(outcome)) {
        throw new IllegalStateException(
            "title inference: %s".formatted(outcome == null ? "no result in 2 min" : outcome));
      }
    }
    return System.nanoTime() - start;
  }

  @Override
  public void close() throws Exception {
    job.cancel().get(1, TimeUnit.MINUTES);
  }
}
