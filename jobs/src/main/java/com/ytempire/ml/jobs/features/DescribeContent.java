package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.settings.ModelSettings;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.text.TextModelResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns a snapshot's features into what the content index keeps of it. A snapshot without a title,
 * or whose title could not be embedded, is counted and left out.
 */
@SuppressWarnings("NullAway.Init") // transient fields are made in open
final class DescribeContent extends ProcessFunction<EventFeatures, EmbeddedContent> {
  private static final long serialVersionUID = 1L;

  private final FeatureColumn embedding;
  private final List<FeatureColumn> numbers;
  private final String encoderName;
  private final ModelSettings models;

  private transient String encoder;
  private transient Counter withoutEmbedding;

  private DescribeContent(FeatureColumn embedding, FeaturePlan plan, ModelSettings models) {
    this.embedding = embedding;
    this.numbers =
        plan.videoSchema().columns().stream()
            .filter(column -> column.kind() != ValueKind.EMBEDDING)
            .toList();
    this.encoderName = plan.embeddingModel();
    this.models = models;
  }

  /** The step for a plan, or empty where the plan keeps no embedding of titles. */
  static Optional<DescribeContent> of(FeaturePlan plan, ModelSettings models) {
    return plan.videoSchema().columns().stream()
        .filter(column -> column.kind() == ValueKind.EMBEDDING)
        .findFirst()
        .map(column -> new DescribeContent(column, plan, models));
  }

  @Override
  public void open(OpenContext context) {
    encoder = new TextModelResolver(models).encoder(encoderName).encoderRef().folder();
    withoutEmbedding =
        getRuntimeContext().getMetricGroup().counter(JobCounters.CONTENT_WITHOUT_EMBEDDING);
  }

  @Override
  public void processElement(
      EventFeatures features, Context context, Collector<EmbeddedContent> out) {
    VideoEvent event = features.event();
    float[] title = features.videoEmbeddings()[embedding.slot()];
    if (event.title() == null || title == null) {
      withoutEmbedding.inc();
      return;
    }
    out.collect(
        new EmbeddedContent(
            new ContentSnapshot(
                event.seriesId(),
                event.title(),
                event.channelKey(),
                event.categoryId(),
                event.publishTime(),
                event.eventId(),
                event.eventTime(),
                numbersOf(features)),
            encoder,
            title));
  }

  /** Inputs and features by name; an input goes before a feature that is named like it. */
  private Map<String, Double> numbersOf(EventFeatures features) {
    Map<String, Double> byName = new HashMap<>(2 * (numbers.size() + Input.words().size()));
    for (FeatureColumn column : numbers) {
      byName.put(column.name(), features.videoNumbers()[column.slot()]);
    }
    double[] inputs = features.inputs();
    for (int i = 0; i < inputs.length; i++) {
      byName.put(Input.words().get(i), inputs[i]);
    }
    return byName;
  }
}
