package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.FeatureFixtures.AT;
import static com.ytempire.ml.core.store.FeatureFixtures.SCHEMA;
import static com.ytempire.ml.core.store.FeatureFixtures.video;
import static com.ytempire.ml.core.store.FeatureFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.OnlineFeatureStoreContract;
import com.ytempire.ml.core.store.json.StoredTime;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresFeatureStoreIT extends OnlineFeatureStoreContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static PostgresFeatureStore store;

  @BeforeAll
  static void migrate() throws SQLException {
    DatabaseSchema.migrate(SERVERS.dataSource());
    store = PostgresFeatureStore.open(SERVERS.database(), 8, CLOCK);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  protected OnlineFeatureStore store() {
    return store;
  }

  @Test
  void fillsTheReferencesColumns() throws SQLException {
    store.write(SCHEMA, List.of(write(video("row"), "e1", AT, 0.5, 3, 1f, 0.25f, -1f)));

    try (Connection connection = SERVERS.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT string_agg(format('%s %s %s %s %s %s', feature_name, feature_value,
                    feature_version, computed_at AT TIME ZONE 'UTC', ttl_seconds, metadata), E'\\n'
                    ORDER BY feature_name)
                FROM feature_store WHERE entity_id = 'row' AND entity_type = 'video'
                """)) {
      rows.next();
      String origin =
          " 1 2025-01-10 10:00:00.125 600 {\"event_id\": \"e1\", \"known_at\": \"2025-01-10T10:00:01.125Z\", \"written_at\": \""
              + StoredTime.text(CLOCK.instant())
              + "\"}";
      assertThat(rows.getString(1).lines())
          .containsExactly(
              "engagement_rate 0.5" + origin,
              "subscriber_tier 3" + origin,
              "title_embedding [1.0, 0.25, -1.0]" + origin);
    }
  }

  @Test
  void tellsWhichWritesAreTheNewest() {
    FeatureWrite kept = write(video("newest-1"), "a", AT, 1, 1);
    FeatureWrite newer = write(video("newest-2"), "b", AT.plusSeconds(1), 2, 2);
    FeatureWrite late = write(video("newest-2"), "a", AT, 1, 1);
    store.write(SCHEMA, List.of(newer));

    assertThat(store.writeNewest(SCHEMA, List.of(late, kept))).containsExactly(kept);
    assertThat(store.writeNewest(SCHEMA, List.of(newer, kept))).containsExactly(kept, newer);
  }
}
