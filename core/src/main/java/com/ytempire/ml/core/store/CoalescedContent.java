package com.ytempire.ml.core.store;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What every content index does to a batch before it sends it. */
public final class CoalescedContent {
  private static final int MAX_ENCODER_LENGTH = 100;

  private record Key(String entityId, String encoder) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byEntity = entityId.compareTo(other.entityId);
      return byEntity != 0 ? byEntity : encoder.compareTo(other.encoder);
    }
  }

  private CoalescedContent() {}

  private static final Comparator<EmbeddedContent> BY_TIME =
      Comparator.comparing((EmbeddedContent item) -> item.content().eventTime())
          .thenComparing(item -> item.content().eventId());

  /**
   * The snapshots of each entity and encoder together, sorted by entity id and encoder: writers
   * that lock rows in one order cannot deadlock. Of equal snapshots the first counts.
   *
   * @throws StoreRefusedException when one of them fits no index
   */
  public static List<ContentRun> of(List<EmbeddedContent> batch) {
    Map<Key, NavigableSet<EmbeddedContent>> runs = new TreeMap<>();
    for (EmbeddedContent item : batch) {
      String refusal = refusal(item);
      if (refusal != null) {
        throw new StoreRefusedException(refusal);
      }
      NavigableSet<EmbeddedContent> run =
          runs.computeIfAbsent(
              new Key(item.content().entityId(), item.encoder()), unused -> new TreeSet<>(BY_TIME));
      if (run.add(item) && run.size() > SnapshotSequence.MOST_STEPS) {
        run.pollFirst();
      }
    }
    return runs.values().stream()
        .map(run -> new ContentRun(run.last(), run.stream().map(EmbeddedContent::content).toList()))
        .toList();
  }

  /** Why no index takes it, or null when nothing speaks against it. */
  private static @Nullable String refusal(EmbeddedContent item) {
    ContentSnapshot content = item.content();
    String id = content.entityId();
    if (id.isEmpty() || id.length() > CoalescedWrites.MAX_ENTITY_ID_LENGTH || hasNul(id)) {
      return "content id of %d characters: 1 to %d are allowed, and no NUL; event %s"
          .formatted(id.length(), CoalescedWrites.MAX_ENTITY_ID_LENGTH, content.eventId());
    }
    if (hasNul(content.title())
        || hasNul(content.eventId())
        || (content.channel() != null && hasNul(content.channel()))) {
      return "title, event id or channel of content %s holds a NUL".formatted(id);
    }
    if (item.encoder().isEmpty() || item.encoder().length() > MAX_ENCODER_LENGTH) {
      return "encoder '%s' of content %s: 1 to %d characters are allowed"
          .formatted(item.encoder(), id, MAX_ENCODER_LENGTH);
    }
    if (item.embedding().length != ContentIndex.WIDTH) {
      return "embedding of content %s has %d components; expected %d"
          .formatted(id, item.embedding().length, ContentIndex.WIDTH);
    }
    for (float component : item.embedding()) {
      if (!Float.isFinite(component)) {
        return "embedding of content %s holds %s".formatted(id, component);
      }
    }
    return null;
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }
}
