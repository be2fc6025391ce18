package com.ytempire.ml.api.app;

import com.ytempire.ml.api.http.Outward;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A pool that gives no connection while its server is known to be away: the caller hears so at once
 * in place of waiting for the pool's own limit. Safe to share.
 */
final class GuardedDataSource implements DataSource, AutoCloseable {
  private final HikariDataSource pool;
  private final Outward server;

  /** Takes over the pool: closing this closes it. */
  GuardedDataSource(HikariDataSource pool, Outward server) {
    this.pool = pool;
    this.server = server;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return server.<Connection, SQLException>attempt(pool::getConnection);
    } catch (StoreUnavailableException e) {
      throw new SQLTransientConnectionException(e.getMessage(), e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the pool has one user");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }

  @Override
  public void close() {
    pool.close();
  }
}
