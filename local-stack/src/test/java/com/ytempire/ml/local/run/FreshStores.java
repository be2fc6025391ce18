package com.ytempire.ml.local.run;

import com.ytempire.ml.local.server.DatabaseUrl;
import com.ytempire.ml.local.server.LocalStack;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.Jedis;

/** Empty stores on servers that are already running. */
final class FreshStores {
  /** Logical databases of Redis beside number 0, which is the shared stack's own. */
  private static final int REDIS_DATABASES = 15;

  private static final AtomicInteger TAKEN = new AtomicInteger();

  private FreshStores() {}

  /**
   * Makes a database in the stack's Postgres and takes a logical database of its Redis.
   *
   * @return the variables that name both, and the stack's S3
   */
  static Map<String, String> on(LocalStack shared) throws SQLException {
    Map<String, String> servers = shared.connections().variables();
    int number = TAKEN.getAndIncrement();
    DatabaseUrl postgres = DatabaseUrl.parse(servers.getOrDefault("DATABASE_URL", ""));
    String database = "test_" + number;
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    String redis =
        servers.getOrDefault("REDIS_URL", "").replaceFirst("/0$", "/")
            + (number % REDIS_DATABASES + 1);
    try (Jedis jedis = new Jedis(URI.create(redis))) {
      jedis.flushDB();
    }
    var variables = new HashMap<String, String>();
    for (String name : new String[] {"S3_ENDPOINT", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}) {
      variables.put(name, servers.getOrDefault(name, ""));
    }
    variables.put(
        "DATABASE_URL",
        new DatabaseUrl(
                postgres.host(), postgres.port(), database, postgres.user(), postgres.password())
            .withPassword());
    variables.put("REDIS_URL", redis);
    return Map.copyOf(variables);
  }
}
