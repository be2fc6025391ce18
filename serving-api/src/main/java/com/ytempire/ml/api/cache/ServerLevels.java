package com.ytempire.ml.api.cache;

import com.ytempire.ml.api.cache.CacheStatistics.Event;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers behind a process, the nearest first. One that is away is a miss and counted. Calls
 * block. Safe to share.
 *
 * @param keptFor how long what was made stays there
 */
record ServerLevels<V>(
    List<CacheLevel> levels,
    CacheCodec<V> codec,
    Freshness freshness,
    Duration keptFor,
    CacheStatistics statistics) {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLevels.class);

  /** How long what was found in the last level stays in those before it, at most. */
  private static final Duration PROMOTED_FOR = Duration.ofHours(1);

  /**
   * What was found.
   *
   * @param kept the newest answer or null
   * @param away levels that did not answer
   */
  record Found<V>(@Nullable Cached<V> kept, Set<String> away) {}

  /**
   * The first fresh answer, else the newest; it is put into the levels before the one that had it.
   *
   * @param mine what this process has itself, or null
   */
  Found<V> newest(String key, @Nullable Cached<V> mine) {
    Set<String> away = new HashSet<>();
    Cached<V> newest = mine;
    for (int i = 0; i < levels.size(); i++) {
      Cached<V> kept = read(levels.get(i), key, away);
      if (kept != null && (newest == null || kept.at().isAfter(newest.at()))) {
        newest = kept;
        for (CacheLevel nearer : levels.subList(0, i)) {
          write(nearer, key, codec.write(kept), PROMOTED_FOR);
        }
      }
      if (freshness.isFresh(newest)) {
        break;
      }
    }
    return new Found<>(newest, away);
  }

  private @Nullable Cached<V> read(CacheLevel level, String key, Set<String> away) {
    try {
      Cached<V> kept = level.get(key).flatMap(codec::read).filter(freshness::isUsable).orElse(null);
      Event found = freshness.isFresh(kept) ? Event.HIT : Event.STALE;
      statistics.count(level.name(), kept == null ? Event.MISS : found);
      return kept;
    } catch (RuntimeException e) {
      away.add(level.name());
      failed(level.name(), "reading", e);
      return null;
    }
  }

  /** Keeps an answer in every level that is there. */
  void write(String key, Cached<V> made) {
    String text = codec.write(made);
    levels.forEach(level -> write(level, key, text, keptFor));
  }

  private void write(CacheLevel level, String key, String text, Duration ttl) {
    try {
      level.put(key, text, ttl);
    } catch (RuntimeException e) {
      failed(level.name(), "writing", e);
    }
  }

  private void failed(String level, String doing, RuntimeException why) {
    statistics.count(level, Event.ERROR);
    LOG.atDebug().addKeyValue("level", level).setCause(why).log("{} failed", doing);
  }

  /** Counts that no level could be asked. */
  void countAllAway() {
    levels.forEach(level -> statistics.count(level.name(), Event.ERROR));
  }
}
