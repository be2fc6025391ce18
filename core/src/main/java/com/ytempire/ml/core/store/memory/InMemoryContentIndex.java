package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.Cosine;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.core.store.CoalescedContent;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ContentRun;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A content index in this process, ranked exactly; for tests and as the reference. */
public final class InMemoryContentIndex implements ContentIndex {
  private record Key(String entityId, String encoder) {}

  /** A piece of content, when its embedding came, and its newest snapshots. */
  private record Kept(EmbeddedContent item, Instant at, SnapshotRows recent) {
    /** What is kept once a run is written, with the embedding of the first one of its title. */
    static Kept with(@Nullable Kept old, ContentRun run, Instant now) {
      EmbeddedContent next = run.newest();
      ContentSnapshot known = old == null ? null : old.item.content();
      SnapshotRows recent =
          run.onto(
              known == null ? Instant.MIN : known.eventTime(),
              known == null ? "" : known.eventId(),
              old == null ? SnapshotRows.NONE : old.recent);
      if (old != null && recent == null) {
        return old;
      }
      SnapshotRows kept = Objects.requireNonNull(recent, "what is first is newer than nothing");
      if (old != null && next.content().title().equals(old.item.content().title())) {
        return new Kept(
            new EmbeddedContent(next.content(), next.encoder(), old.item.embedding()),
            old.at,
            kept);
      }
      return new Kept(next, now, kept);
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
    for (ContentRun run : CoalescedContent.of(batch)) {
      contents.compute(
          new Key(run.newest().content().entityId(), run.newest().encoder()),
          (key, old) -> Kept.with(old, run, now));
    }
  }

  @Override
  public List<SimilarContent> nearest(float[] embedding, String encoder, int limit, Instant since) {
    return contents.values().stream()
        .filter(kept -> kept.item.encoder().equals(encoder))
        .filter(kept -> !kept.item.content().eventTime().isBefore(since))
        .map(
            kept ->
                new SimilarContent(
                    kept.item.content(), Cosine.of(embedding, kept.item.embedding()), kept.recent))
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
