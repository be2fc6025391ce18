package com.ytempire.ml.core.store;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.withVersion;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.store.FeatureStatistics.FeatureSummary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What statistics say about a store that holds nothing else. */
public abstract class FeatureStatisticsContract {
  protected abstract OnlineFeatureStore store();

  protected abstract FeatureStatistics statistics();

  @Test
  void summarisesEachColumnAndVersionOverAllEntities() {
    assertThat(statistics().summaries()).isEmpty();
    Instant later = AT.plusSeconds(60);
    store()
        .write(
            SCHEMA,
            List.of(
                write(video("a"), "1", AT, 0.5, 1, 1f, 2f, 3f),
                write(video("b"), "2", later, 1.5, 4),
                write(video("c"), "3", later, Double.NaN, 1)));
    store().write(withVersion(SCHEMA, 2), List.of(write(video("a"), "1", AT, Double.NaN, 7)));

    assertThat(statistics().summaries())
        .containsExactly(
            summary("engagement_rate", 1, 3, 1, 0.5, 1.0, 1.5, later),
            summary("engagement_rate", 2, 1, 1, null, null, null, AT),
            summary("subscriber_tier", 1, 3, 0, 1.0, 2.0, 4.0, later),
            summary("subscriber_tier", 2, 1, 0, 7.0, 7.0, 7.0, AT),
            summary("title_embedding", 1, 3, 2, null, null, null, later),
            summary("title_embedding", 2, 1, 1, null, null, null, AT));
  }

  private static FeatureSummary summary(
      String name,
      int version,
      long count,
      long nulls,
      Double min,
      Double mean,
      Double max,
      Instant newest) {
    return new FeatureSummary("video", name, version, count, nulls, min, mean, max, AT, newest);
  }
}
