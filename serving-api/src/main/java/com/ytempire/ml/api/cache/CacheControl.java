package com.ytempire.ml.api.cache;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request asks of caches. */
public enum CacheControl {
  /** A kept answer will do. */
  ANY,
  /** The answer is to be computed anew; it is kept. */
  NO_CACHE;

  /**
   * Reads the request header {@code Cache-Control}; directives other than {@code no-cache} and
   * {@code no-store} mean nothing here.
   *
   * @param header its value, or null where it is absent
   */
  public static CacheControl of(@Nullable String header) {
    if (header == null) {
      return ANY;
    }
    boolean isAsked =
        Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .anyMatch(directive -> directive.equals("no-cache") || directive.equals("no-store"));
    return isAsked ? NO_CACHE : ANY;
  }
}
