package com.ytempire.ml.core.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a transaction of its own. */
public final class Transactions {
  private Transactions() {}

  /** What happens between begin and commit. */
  @FunctionalInterface
  public interface Work<T> {
    T apply(Connection connection) throws SQLException;
  }

  /**
   * Commits when the work returns, rolls back when it throws.
   *
   * @param doing what the work is, for people
   * @throws com.ytempire.ml.core.store.StoreUnavailableException when the server does not answer
   * @throws com.ytempire.ml.core.store.StoreRefusedException when it refuses a value for good
   */
  public static <T> T run(DataSource connections, String doing, Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw PostgresFailures.of(doing, e);
    }
  }
}
