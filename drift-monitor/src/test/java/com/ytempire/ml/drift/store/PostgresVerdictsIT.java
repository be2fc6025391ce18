package com.ytempire.ml.drift.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.drift.event.DriftEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresVerdictsIT extends VerdictsContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private final Verdicts verdicts = new PostgresVerdicts(SERVERS.dataSource());

  PostgresVerdictsIT() throws Exception {}

  @BeforeAll
  static void migrate() throws Exception {
    DatabaseSchema.migrate(SERVERS.dataSource());
  }

  @Override
  Verdicts verdicts() {
    return verdicts;
  }

  @Test
  void whatItCannotHoldIsRefusedAndNothingElseIsKept() {
    DriftEvent good = event("refused", "0.1.0", 0, "all", "views", 0.3);
    DriftEvent bad = event("refused", "1".repeat(30), 0, "all", "views", 0.3);

    assertThatThrownBy(() -> verdicts().save(List.of(good, bad)))
        .isInstanceOf(StoreRefusedException.class);
    assertThat(list("refused", Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void saysWhenTheServerDoesNotAnswer() {
    var nowhere = new DatabaseSettings("localhost", 1, "x", "u", new Secret("hunter2"), "");
    try (Verdicts away = PostgresVerdicts.open(nowhere, 1)) {
      DriftEvent event = event("away", "0.1.0", 0, "all", "views", 0.3);

      assertThatThrownBy(() -> away.save(List.of(event)))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }
}
