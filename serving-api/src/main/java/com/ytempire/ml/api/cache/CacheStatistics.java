package com.ytempire.ml.api.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a cache does. Safe to share. */
public final class CacheStatistics {
  /** What came of a look into a level, or of a request. */
  public enum Event {
    HIT,
    MISS,
    ERROR,
    /** Kept, but no longer fresh. */
    STALE,
    /** Waited for in vain; of the lock only. */
    LATE
  }

  /** The level of requests as a whole: a hit is an answer that needed no computation. */
  public static final String REQUESTS = "requests";

  /** The level of computations: a miss is one that was made, a hit a request that shared one. */
  public static final String COMPUTATIONS = "computations";

  /**
   * The level of the lock between processes: a miss is a computation that nobody else was making, a
   * hit an answer that another process made meanwhile.
   */
  public static final String LOCK = "lock";

  static final String MEMORY = "memory";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<String> levels;

  CacheStatistics(List<String> levels) {
    this.levels = List.copyOf(levels);
  }

  void count(String level, Event event) {
    counts.computeIfAbsent(key(level, event), key -> new LongAdder()).increment();
  }

  /** How often something happened since the start. */
  public long of(String level, Event event) {
    LongAdder count = counts.get(key(level, event));
    return count == null ? 0 : count.sum();
  }

  /** Every level that is counted: requests, computations, memory and the servers. */
  public List<String> levels() {
    return levels;
  }

  private static String key(String level, Event event) {
    return level + " " + event;
  }
}
