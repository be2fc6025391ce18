package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.store.CoalescedContent;
import com.ytempire.ml.core.store.ContentIndex;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** A content index in this process, ranked exactly; for tests and as the reference. */
public final class InMemoryContentIndex implements ContentIndex {
  private record Key(String entityId, String encoder) {}

  private final Map<Key, EmbeddedContent> contents = new ConcurrentHashMap<>();

  @Override
  public void save(List<EmbeddedContent> batch) {
    for (EmbeddedContent item : CoalescedContent.of(batch)) {
      contents.merge(
          new Key(item.content().entityId(), item.encoder()), item, InMemoryContentIndex::newer);
    }
  }

  private static EmbeddedContent newer(EmbeddedContent old, EmbeddedContent next) {
    if (!next.content().isAfter(old.content())) {
      return old;
    }
    boolean sameTitle = next.content().title().equals(old.content().title());
    return sameTitle ? new EmbeddedContent(next.content(), next.encoder(), old.embedding()) : next;
  }

  @Override
  public List<SimilarContent> nearest(float[] embedding, String encoder, int limit, Instant since) {
    return contents.values().stream()
        .filter(item -> item.encoder().equals(encoder))
        .filter(item -> !item.content().eventTime().isBefore(since))
        .map(item -> new SimilarContent(item.content(), cosine(embedding, item.embedding())))
        .filter(item -> !Double.isNaN(item.similarity()))
        .sorted(Comparator.comparingDouble(SimilarContent::similarity).reversed())
        .limit(limit)
        .toList();
  }

  /** NaN where one of them is zero. */
  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      ofA += (double) a[i] * a[i];
      ofB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(ofA * ofB);
  }

  @Override
  public List<EmbeddedContent> findAll(Collection<String> entityIds, String encoder) {
    return entityIds.stream()
        .distinct()
        .map(id -> contents.get(new Key(id, encoder)))
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void close() {}
}
