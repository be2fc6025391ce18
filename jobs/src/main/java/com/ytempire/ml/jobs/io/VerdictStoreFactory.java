package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.drift.store.PostgresVerdicts;
import com.ytempire.ml.drift.store.Verdicts;
import java.io.Serializable;

/** Opens the store of verdicts where a sink runs: connections do not travel, settings do. */
@FunctionalInterface
public interface VerdictStoreFactory extends Serializable {
  Verdicts open();

  /** The tables of a database. */
  static VerdictStoreFactory of(DatabaseSettings database) {
    return () -> PostgresVerdicts.open(database, 1);
  }
}
