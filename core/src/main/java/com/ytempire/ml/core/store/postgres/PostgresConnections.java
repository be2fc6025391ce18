package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Opens pools of connections. */
public final class PostgresConnections {
  private static final int CONNECT_SECONDS = 2;

  /** A statement that is stuck this long is given up, so that no caller hangs on a dead server. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  private PostgresConnections() {}

  /**
   * A pool of up to {@code size} connections, opened when needed. It comes up even while the server
   * is away; then a caller waits up to two seconds for a connection and gets an exception.
   *
   * @param size most connections at a time, at least 1
   */
  public static HikariDataSource pool(DatabaseSettings settings, int size) {
    return pool(settings, size, STUCK);
  }

  /**
   * As {@link #pool(DatabaseSettings, int)}.
   *
   * @param stuck silence of the server, in whole seconds and at least one, after which a statement
   *     is given up
   */
  public static HikariDataSource pool(DatabaseSettings settings, int size, Duration stuck) {
    var config = new HikariConfig();
    config.setPoolName("ytempire-" + settings.database());
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECT_SECONDS * 1000L);
    config.setValidationTimeout(1000);
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
    config.addDataSourceProperty("socketTimeout", Math.max(1, stuck.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("ApplicationName", "ytempire");
    return new HikariDataSource(config);
  }
}
