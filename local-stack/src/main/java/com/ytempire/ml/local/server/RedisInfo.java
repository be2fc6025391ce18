package com.ytempire.ml.local.server;

import redis.clients.jedis.Jedis;

/** Reads single values of Redis' {@code INFO} text. */
final class RedisInfo {

  private static final String VERSION_KEY = "redis_version:";

  private RedisInfo() {}

  /** The server's version; fails with a Jedis exception while it does not answer. */
  static String version(Jedis jedis) {
    return jedis
        .info("server")
        .lines()
        .filter(line -> line.startsWith(VERSION_KEY))
        .map(line -> line.substring(VERSION_KEY.length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}
