package com.ytempire.ml.core.testing;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.RedisSettings;
import com.ytempire.ml.core.settings.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import redis.clients.jedis.Jedis;

/**
 * A real Postgres and a real Redis, started when first asked for and kept until the JVM ends.
 *
 * <p>Register it in a static field: each test class gets an empty database of its own and an empty
 * Redis. Test classes that use it must not run at the same time in one JVM.
 *
 * <pre>{@code
 * @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();
 * }</pre>
 */
public final class EmbeddedServers implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private @Nullable DatabaseSettings database;
  private @Nullable RedisSettings redis;

  @Override
  public void beforeAll(ExtensionContext context) {
    database = null;
    redis = null;
  }

  @Override
  public void afterAll(ExtensionContext context) throws SQLException {
    if (database != null) {
      execute("DROP DATABASE IF EXISTS " + database.database() + " WITH (FORCE)");
      database = null;
    }
    redis = null;
  }

  /** An empty database of the running test class. It has no tables. */
  public synchronized DatabaseSettings database() throws SQLException {
    if (database == null) {
      String name = "test_" + DATABASES.incrementAndGet();
      execute("CREATE DATABASE " + name);
      database = settings(PostgresServer.shared().port(), name);
    }
    return database;
  }

  /** Connections to {@link #database}, a new one at each call for one. */
  public DataSource dataSource() throws SQLException {
    return dataSource(database());
  }

  /** Unpooled connections to a database. */
  public static DataSource dataSource(DatabaseSettings settings) {
    var source = new PGSimpleDataSource();
    source.setUrl(settings.jdbcUrl());
    source.setUser(settings.user());
    source.setPassword(settings.password().reveal());
    return source;
  }

  /** A Redis that was empty when the test class first asked for it. */
  public synchronized RedisSettings redis() {
    if (redis == null) {
      RedisSettings settings = RedisProcess.shared().settings();
      try (var client = new Jedis(settings.host(), settings.port())) {
        client.flushAll();
      }
      redis = settings;
    }
    return redis;
  }

  /** Whether the shared Postgres has pgvector; see {@link PostgresServer}. */
  public boolean hasPgvector() {
    return PostgresServer.shared().hasPgvector();
  }

  static DatabaseSettings settings(int port, String name) {
    return new DatabaseSettings("localhost", port, name, "postgres", new Secret(""), "");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = PostgresServer.shared().administration().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
