package com.ytempire.ml.core.settings;

import java.io.Serializable;

/**
 * Where Redis is: {@code REDIS_URL}, {@code redis://[user:password@]host:port/number}, or {@code
 * rediss://} for TLS.
 *
 * @param host host name or address
 * @param port 1 to 65535, default 6379
 * @param database number of the logical database, from 0, default 0
 * @param user user of an access list, empty for the default user
 * @param password password, empty where the server asks for none
 * @param tls whether the connection is encrypted
 */
public record RedisSettings(
    String host, int port, int database, String user, Secret password, boolean tls)
    implements Serializable {

  static final String VARIABLE = "REDIS_URL";
  static final String DEFAULT_URL = "redis://localhost:6379/0";

  static RedisSettings from(Variables variables) {
    return variables.parsed(
        VARIABLE,
        of(DEFAULT_URL),
        ServerUrl::mask,
        "redis://[user:password@]host:port/number, or rediss:// for TLS",
        RedisSettings::of);
  }

  private static RedisSettings of(String text) {
    ServerUrl url = ServerUrl.parse(text, 6379, "redis", "rediss");
    int database;
    try {
      database = url.path().isEmpty() ? 0 : Integer.parseInt(url.path());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the database after the port is no number", e);
    }
    if (database < 0) {
      throw new IllegalArgumentException("the database number is negative");
    }
    return new RedisSettings(
        url.host(),
        url.port(),
        database,
        url.user(),
        new Secret(url.password()),
        url.scheme().equals("rediss"));
  }
}
