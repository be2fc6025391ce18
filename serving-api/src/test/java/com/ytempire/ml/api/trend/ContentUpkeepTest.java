package com.ytempire.ml.api.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ContentFixtures;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryContentIndex;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContentUpkeepTest {
  private static final Instant NOW = Instant.parse("2025-01-10T10:00:00Z");

  private final ContentIndex memory =
      new InMemoryContentIndex(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final PrometheusRegistry metrics = new PrometheusRegistry();

  /** An index that is away at its first calls. */
  private static final class Unsteady implements ContentIndex {
    private final ContentIndex index;
    private final AtomicInteger failures;

    Unsteady(ContentIndex index, int failures) {
      this.index = index;
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public void save(List<EmbeddedContent> batch) {
      index.save(batch);
    }

    @Override
    public List<SimilarContent> nearest(float[] embedding, String encoder, int limit, Instant at) {
      return index.nearest(embedding, encoder, limit, at);
    }

    @Override
    public List<EmbeddedContent> findAll(Collection<String> entityIds, String encoder) {
      return index.findAll(entityIds, encoder);
    }

    @Override
    public long removeOlderThan(Instant before) {
      int left = failures.getAndDecrement();
      if (left > 1) {
        throw new StoreUnavailableException("away", new IOException("refused"));
      }
      if (left == 1) {
        throw new IllegalStateException("a mistake");
      }
      return index.removeOlderThan(before);
    }

    @Override
    public void close() {}
  }

  private ContentUpkeep upkeep(ContentIndex index) {
    return new ContentUpkeep(
        index,
        Duration.ofDays(180),
        Clock.fixed(NOW, ZoneOffset.UTC),
        metrics,
        Duration.ZERO,
        Duration.ofMillis(5));
  }

  private static EmbeddedContent seen(String entityId, Instant at) {
    return ContentFixtures.content(entityId, "e", 1, at, 1);
  }

  @Test
  void removesWhatWasNotSeenForLongAndCountsItAlsoAfterFailures() {
    EmbeddedContent young = seen("young", NOW.minus(Duration.ofDays(180)));
    memory.save(List.of(seen("old", young.content().eventTime().minusMillis(1)), young));

    try (var upkeep = upkeep(new Unsteady(memory, 3))) {
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(removed()).isEqualTo(1));
    }

    assertThat(memory.findAll(List.of("old", "young"), "e")).containsExactly(young);
  }

  private double removed() {
    return metrics.scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals("content_removed"))
        .map(metric -> ((CounterSnapshot) metric).getDataPoints().get(0).getValue())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noAnswerLooksBackAsFarAsTheShortestRetention() {
    Duration shortest =
        PlatformSettings.from(Map.of("CONTENT_RETENTION_DAYS", "31")).trend().contentRetention();

    assertThat(Arrays.stream(Timeframe.values()).map(Timeframe::lookback))
        .allSatisfy(lookback -> assertThat(lookback).isLessThan(shortest));
  }
}
