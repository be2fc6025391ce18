package com.ytempire.ml.jobs.features;

import com.ytempire.ml.features.operator.EnrichedVideo;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextInferenceProvider;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.operator.TitleInference;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The step in which text models read the titles.
 *
 * @param provider finds the engine where the step runs
 */
public record TitleModels(TextInferenceProvider provider) {

  /**
   * The models that the plan names, on the engines of the process where the step runs.
   *
   * @param engines where models are and how they run; with those of the other jobs of a process,
   *     models are loaded once for all
   */
  public static TitleModels of(FeaturePlan plan, EngineSettings engines) {
    if (!isNeededBy(plan)) {
      return new TitleModels(
          () -> {
            throw new IllegalStateException("the plan has no text features");
          });
    }
    return new TitleModels(
        SharedTextEngines.provider(
            TextModelSettings.forTitles(
                plan.needsEmbedding() ? plan.embeddingModel() : null,
                plan.sentimentModel().orElse(null),
                engines)));
  }

  static boolean isNeededBy(FeaturePlan plan) {
    return plan.needsEmbedding() || plan.needsSentiment();
  }

  /**
   * Adds the step for snapshots that wait for event time, in which results may overtake each other:
   * the keyed steps that follow put them in order. The caller names it and gives it its uid.
   */
  SingleOutputStreamOperator<EnrichedVideo> apply(
      FeaturePlan plan, DataStream<EnrichedVideo> videos) {
    return AsyncDataStream.unorderedWait(
        videos,
        inference(plan),
        TitleInference.TIMEOUT.toMillis(),
        TimeUnit.MILLISECONDS,
        TitleInference.CAPACITY);
  }

  /** As {@link #apply} for snapshots that nothing puts in order later: their order is kept. */
  SingleOutputStreamOperator<EnrichedVideo> applyInOrder(
      FeaturePlan plan, DataStream<EnrichedVideo> videos) {
    return AsyncDataStream.orderedWait(
        videos,
        inference(plan),
        TitleInference.TIMEOUT.toMillis(),
        TimeUnit.MILLISECONDS,
        TitleInference.CAPACITY);
  }

  private TitleInference<EnrichedVideo, EnrichedVideo> inference(FeaturePlan plan) {
    Set<TextOutput> asked = EnumSet.noneOf(TextOutput.class);
    if (plan.needsEmbedding()) {
      asked.add(TextOutput.EMBEDDING);
    }
    if (plan.needsSentiment()) {
      asked.add(TextOutput.SENTIMENT);
    }
    return new TitleInference<>(
        video -> video.event().title(),
        EnrichedVideo::withText,
        asked,
        provider,
        TypeInformation.of(EnrichedVideo.class));
  }
}
