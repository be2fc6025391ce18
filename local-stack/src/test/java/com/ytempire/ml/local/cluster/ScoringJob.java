package com.ytempire.ml.local.cluster;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.operator.InferenceOptions;
import com.ytempire.ml.inference.operator.InferenceStep;
import com.ytempire.ml.inference.operator.ModelInput;
import com.ytempire.ml.inference.operator.ModelQuery;
import com.ytempire.ml.inference.operator.ModelUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Puts numbers to {@link SlowSums} at a steady rate, and keeps the answers in a table. */
final class ScoringJob {
  /** What {@code b} is for every number. */
  static final float ADDED = 5;

  /** Less than the model answers, so that checkpoints pass at once, and enough to keep it busy. */
  private static final double NUMBERS_PER_SECOND = 1_500;

  private ScoringJob() {}

  static JobClient submit(
      StreamExecutionEnvironment env,
      long numbers,
      Map<String, String> environment,
      SumResults results)
      throws Exception {
    EngineSettings settings = EngineSettings.of(PlatformSettings.from(environment), Map.of());
    DataStream<Long> input =
        env.fromSource(
                new DataGeneratorSource<Long>(
                    number -> number,
                    numbers,
                    RateLimiterStrategy.perSecond(NUMBERS_PER_SECOND),
                    Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "Numbers")
            .uid("numbers");
    DataStream<ModelUpdate> updates =
        env.fromData(
                TypeInformation.of(ModelUpdate.class), new ModelUpdate(SlowSums.REF, Instant.EPOCH))
            .uid("updates");
    var scored =
        new InferenceStep<Long, SumResults.Row>(
                "Sum",
                "sum",
                List.of(
                    new ModelQuery<>(
                        SlowSums.REF,
                        ModelInput.row(features -> number -> new float[] {number, ADDED}))),
                (number, answers) -> {
                  var answer = answers.get(SlowSums.REF.name());
                  return new SumResults.Row(number, answer.values()[0], answer.version().version());
                },
                TypeInformation.of(SumResults.Row.class),
                devices -> SharedModelEngines.acquire(settings.on(devices)),
                InferenceOptions.standard(Duration.ofSeconds(30)))
            .score(input, updates);
    scored.results().sinkTo(results).uid("results");
    scored.failures().sinkTo(new DiscardingSink<>()).uid("failures");
    scored.timeouts().sinkTo(new DiscardingSink<>()).uid("timeouts");
    return env.executeAsync("sums");
  }
}
