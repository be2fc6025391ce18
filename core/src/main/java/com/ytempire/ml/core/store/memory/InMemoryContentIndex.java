package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.content.Cosine;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.store.CoalescedContent;
import com.ytempire.ml.core.store.ContentIndex;
import java.time.Clock;
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

  /** A piece of content, and when its embedding came. */
  private record Kept(EmbeddedContent item, Instant at) {
    /** The newer of both, with the embedding of the first one of its title. */
    Kept or(Kept next) {
      if (!next.item.content().isAfter(item.content())) {
        return this;
      }
      boolean sameTitle = next.item.content().title().equals(item.content().title());
      return sameTitle
          ? new Kept(new EmbeddedContent(next.item.content(), item.encoder(), item.embedding()), at)
          : next;
    }
  }

  private final Map<Key, Kept> contents = new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemoryContentIndex() {
    this(Clock.systemUTC());
  }

  /**
   * An index whose time a test moves.
   *
   * @param clock tells when content comes
   */
  public InMemoryContentIndex(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void save(List<EmbeddedContent> batch) {
    Instant now = clock.instant();
    for (EmbeddedContent item : CoalescedContent.of(batch)) {
      contents.merge(
          new Key(item.content().entityId(), item.encoder()), new Kept(item, now), Kept::or);
    }
  }

  @Override
  public List<SimilarContent> nearest(float[] embedding, String encoder, int limit, Instant since) {
    return contents.values().stream()
        .map(Kept::item)
        .filter(item -> item.encoder().equals(encoder))
        .filter(item -> !item.content().eventTime().isBefore(since))
        .map(item -> new SimilarContent(item.content(), Cosine.of(embedding, item.embedding())))
        .filter(item -> !Double.isNaN(item.similarity()))
        .sorted(Comparator.comparingDouble(SimilarContent::similarity).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<EmbeddedContent> findAll(Collection<String> entityIds, String encoder) {
    return entityIds.stream()
        .distinct()
        .map(id -> contents.get(new Key(id, encoder)))
        .filter(Objects::nonNull)
        .map(Kept::item)
        .toList();
  }

  @Override
  public long removeOlderThan(Instant before) {
    long removed = 0;
    for (Map.Entry<Key, Kept> entry : contents.entrySet()) {
      Kept kept = entry.getValue();
      boolean isOld = kept.item.content().eventTime().isBefore(before) && kept.at.isBefore(before);
      if (isOld && contents.remove(entry.getKey(), kept)) {
        removed++;
      }
    }
    return removed;
  }

  @Override
  public void close() {}
}
