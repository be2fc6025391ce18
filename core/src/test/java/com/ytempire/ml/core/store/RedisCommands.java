package com.ytempire.ml.core.store;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;

/** Counts the commands that a Redis server has run, as the server itself counts them. */
public final class RedisCommands {
  /** What this class and newly opened connections send. */
  private static final Set<String> OVERHEAD = Set.of("config", "info", "client", "hello", "select");

  private RedisCommands() {}

  /** Starts counting from zero. */
  public static void reset(Jedis jedis) {
    jedis.configResetStat();
  }

  /** Number of calls by command, such as {@code mget}, since {@link #reset}. */
  public static Map<String, Integer> counted(Jedis jedis) {
    Map<String, Integer> calls = new TreeMap<>();
    for (String line : jedis.info("commandstats").split("\r?\n")) {
      if (line.startsWith("cmdstat_")) {
        String command = line.substring("cmdstat_".length(), line.indexOf(':')).split("\\|")[0];
        int from = line.indexOf("calls=") + "calls=".length();
        if (!OVERHEAD.contains(command)) {
          calls.put(command, Integer.parseInt(line.substring(from, line.indexOf(',', from))));
        }
      }
    }
    return calls;
  }
}
