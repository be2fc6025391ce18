package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.training.example.Head;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a training set is to hold.
 *
 * @param features names of inputs and of numeric features or their columns; empty for all
 * @param heads what is to be learnt
 * @param from first time of an example
 * @param to time of examples at which to end, not included
 * @param knowledge when the platform is taken to have known what it stores
 * @param peakHorizon how far {@link Head#HOURS_TO_PEAK} looks ahead, more than zero
 * @param split shares of the sides
 * @param seed decides which groups are for validation
 */
public record DatasetQuery(
    List<String> features,
    List<Head> heads,
    Instant from,
    Instant to,
    Knowledge knowledge,
    Duration peakHorizon,
    DataSplit split,
    long seed)
    implements Serializable {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  /** How far the peak of view velocity is looked for where nothing else is said. */
  public static final Duration PEAK_HORIZON = Duration.ofHours(48);

  /** All features and heads of all time, as recorded. */
  public static final DatasetQuery DEFAULT =
      new DatasetQuery(
          List.of(),
          Arrays.asList(Head.values()),
          FIRST,
          LAST,
          Knowledge.RECORDED,
          PEAK_HORIZON,
          DataSplit.DEFAULT,
          1);

  /**
   * @throws IllegalArgumentException when there is no head, no time, or no horizon
   */
  public DatasetQuery {
    features = List.copyOf(features);
    heads = heads.stream().distinct().toList();
    if (heads.isEmpty()) {
      throw new IllegalArgumentException("no label is asked for; expected at least one");
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from %s is not before to %s".formatted(from, to));
    }
    if (peakHorizon.isNegative() || peakHorizon.isZero()) {
      throw new IllegalArgumentException(
          "horizon of the peak %s; expected more than zero".formatted(peakHorizon));
    }
  }

  public DatasetQuery withFeatures(List<String> names) {
    return new DatasetQuery(names, heads, from, to, knowledge, peakHorizon, split, seed);
  }

  public DatasetQuery withHeads(List<Head> others) {
    return new DatasetQuery(features, others, from, to, knowledge, peakHorizon, split, seed);
  }

  public DatasetQuery withPeriod(Instant first, Instant end) {
    return new DatasetQuery(features, heads, first, end, knowledge, peakHorizon, split, seed);
  }

  public DatasetQuery withKnowledge(Knowledge other) {
    return new DatasetQuery(features, heads, from, to, other, peakHorizon, split, seed);
  }

  public DatasetQuery withPeakHorizon(Duration horizon) {
    return new DatasetQuery(features, heads, from, to, knowledge, horizon, split, seed);
  }

  public DatasetQuery withSplit(DataSplit shares, long otherSeed) {
    return new DatasetQuery(features, heads, from, to, knowledge, peakHorizon, shares, otherSeed);
  }
}
