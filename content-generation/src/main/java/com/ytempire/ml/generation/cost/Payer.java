package com.ytempire.ml.generation.cost;

import org.jspecify.annotations.Nullable;

/**
 * For whom a call is made; null where it is for nobody in particular.
 *
 * @param key id of the caller's key
 * @param video id of the video, such as that of a pipeline's run
 * @param channel id of the channel
 */
public record Payer(@Nullable String key, @Nullable String video, @Nullable String channel) {
  /** Nobody in particular. */
  public static final Payer NOBODY = new Payer(null, null, null);
}
