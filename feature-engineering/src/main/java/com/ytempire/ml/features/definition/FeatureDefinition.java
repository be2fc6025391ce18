package com.ytempire.ml.features.definition;

import com.ytempire.ml.features.expression.Expression;
import com.ytempire.ml.features.expression.ExpressionType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One feature as declared, checked: every name in its expressions is known and types fit. */
public sealed interface FeatureDefinition {
  FeatureHead head();

  default String name() {
    return head().name();
  }

  /**
   * A position on a circle, as sine and cosine.
   *
   * @param input the quantity
   * @param low its smallest value
   * @param high its largest value; the period is {@code high − low + 1} values
   */
  record Cyclical(FeatureHead head, Input input, int low, int high) implements FeatureDefinition {}

  /** A quantity whose value is null unless listed. */
  record Categorical(FeatureHead head, Input input, List<Integer> values)
      implements FeatureDefinition {
    public Categorical {
      values = List.copyOf(values);
    }
  }

  /** A quantity that is 0 or 1. */
  record Binary(FeatureHead head, Input input) implements FeatureDefinition {}

  /**
   * A computed number.
   *
   * @param minViews the value is null when views are null or fewer; null for no such limit
   */
  record Formula(
      FeatureHead head, Expression expression, ExpressionType type, @Nullable Long minViews)
      implements FeatureDefinition {}

  /**
   * An aggregate over a window of samples. An event is a sample when {@code of} is not null and
   * {@code where} is true.
   *
   * @param where which events count; null for all
   * @param slide distance between window starts; equals {@code window} unless hopping
   */
  record Windowed(
      FeatureHead head,
      WindowKind kind,
      Duration window,
      Duration slide,
      Aggregation aggregation,
      Expression of,
      ExpressionType type,
      @Nullable Expression where)
      implements FeatureDefinition {}

  /**
   * The index, from 0, of the last edge that is at most the value; null below the first edge.
   *
   * @param edges ascending
   */
  record Binned(FeatureHead head, Expression of, List<Double> edges) implements FeatureDefinition {
    public Binned {
      edges = List.copyOf(edges);
    }
  }

  /** The title's embedding, delivered by a model. */
  record TitleEmbedding(FeatureHead head, String model, int dimension)
      implements FeatureDefinition {}

  /** The title's sentiment, P(positive) − P(negative), delivered by a model. */
  record Sentiment(FeatureHead head, String model) implements FeatureDefinition {}

  /**
   * The share of the channel's last videos whose title is similar to this one's.
   *
   * @param lookbackVideos how many other videos are looked at, at most
   * @param similarityThreshold cosine from which titles count as similar
   */
  record ContentConsistency(FeatureHead head, int lookbackVideos, double similarityThreshold)
      implements FeatureDefinition {}
}
