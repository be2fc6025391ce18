package com.ytempire.ml.api.cache;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done after a look.
 *
 * @param kept the newest answer that is kept anywhere, fresh or not, or null
 * @param token with which this process holds the lock, or null
 * @param isElsewhere whether another process holds the lock
 */
record Turn<V>(@Nullable Cached<V> kept, @Nullable String token, boolean isElsewhere) {

  static <V> Turn<V> without(@Nullable Cached<V> kept) {
    return new Turn<>(kept, null, false);
  }
}
