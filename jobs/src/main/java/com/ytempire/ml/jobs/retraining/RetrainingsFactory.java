package com.ytempire.ml.jobs.retraining;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresRetrainings;
import java.io.Serializable;

/** Opens the store of retrainings where the job runs. */
@FunctionalInterface
public interface RetrainingsFactory extends Serializable {
  /** What was opened. */
  interface Opened extends AutoCloseable {
    Retrainings retrainings();

    @Override
    void close();
  }

  Opened open();

  /** The tables of a database, over one connection. */
  static RetrainingsFactory of(DatabaseSettings database) {
    return () -> {
      var connections = PostgresConnections.pool(database, 1);
      var retrainings = new PostgresRetrainings(connections);
      return new Opened() {
        @Override
        public Retrainings retrainings() {
          return retrainings;
        }

        @Override
        public void close() {
          connections.close();
        }
      };
    };
  }
}
