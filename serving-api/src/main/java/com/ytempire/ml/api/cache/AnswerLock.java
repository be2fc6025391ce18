package com.ytempire.ml.api.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * Lets one of several processes compute an answer while the others wait for it. Calls block, and
 * any runtime exception of theirs means that the server is away. Safe to share.
 */
public interface AnswerLock {
  /** The {@linkplain CacheLevel#name level} whose server it is on. */
  String level();

  /**
   * Takes the lock if nobody has it, and looks whether an answer is kept, both at one moment.
   *
   * @param key of the answer
   * @param token names the holder; nobody else's
   * @param heldFor how long it is held at most
   */
  Look take(String key, String token, Duration heldFor);

  /** Gives the lock back, unless it is another holder's by now. */
  void release(String key, String token);

  /**
   * What was there.
   *
   * @param isTaken whether the caller has the lock now
   * @param kept the answer's text, fresh or not
   */
  record Look(boolean isTaken, Optional<String> kept) {}
}
