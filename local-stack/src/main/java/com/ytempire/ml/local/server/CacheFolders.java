package com.ytempire.ml.local.server;

import java.nio.file.Path;
import java.util.Map;

/** Where things are kept that any run can make again. */
public final class CacheFolders {

  private CacheFolders() {}

  /**
   * {@code YTEMPIRE_CACHE}, else {@code ytempire} in {@code XDG_CACHE_HOME}, else in the home
   * folder's {@code .cache}.
   */
  public static Path programs(Map<String, String> environment) {
    String own = environment.getOrDefault("YTEMPIRE_CACHE", "");
    return own.isEmpty() ? userCache(environment).resolve("ytempire") : Path.of(own);
  }

  /** Where {@code scripts/build-pgvector.sh} leaves what it builds: {@code YTEMPIRE_PGVECTOR}. */
  public static Path vector(Map<String, String> environment) {
    String own = environment.getOrDefault("YTEMPIRE_PGVECTOR", "");
    return own.isEmpty() ? userCache(environment).resolve("ytempire/pgvector/17") : Path.of(own);
  }

  private static Path userCache(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg);
  }
}
