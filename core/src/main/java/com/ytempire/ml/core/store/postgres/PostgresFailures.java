package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/**
 * Sorts what the driver throws: values that the server will never take, and everything else, which
 * may succeed later or after someone has repaired the server.
 */
public final class PostgresFailures {
  private PostgresFailures() {}

  /**
   * What to throw for a failure.
   *
   * @param doing what was tried, for people
   */
  public static RuntimeException of(String doing, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    String message = "postgres: %s failed (%s)".formatted(doing, state);
    return isRefusal(state) && !(cause instanceof SQLTransientException)
        ? new StoreRefusedException(message, cause)
        : new StoreUnavailableException(message, cause);
  }

  /** Data exceptions (22) and broken constraints (23) stay wrong however often they are sent. */
  private static boolean isRefusal(String state) {
    return state.startsWith("22") || state.startsWith("23");
  }
}
