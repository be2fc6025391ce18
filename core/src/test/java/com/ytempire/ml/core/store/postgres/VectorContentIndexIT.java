package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.ContentFixtures.AT;
import static com.ytempire.ml.core.store.ContentFixtures.content;
import static com.ytempire.ml.core.store.ContentFixtures.direction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ContentIndexContract;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The index in a server with pgvector. */
final class VectorContentIndexIT extends ContentIndexContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    assumeTrue(SERVERS.hasPgvector(), "this machine has no built pgvector");
    database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
  }

  @Override
  protected ContentIndex index() {
    return new PostgresContentIndex(database, Clock.systemUTC());
  }

  @Test
  void leavesTheIndexOfEmbeddingsAloneWhenOnlyNumbersChange() throws SQLException {
    List<EmbeddedContent> first = new ArrayList<>();
    List<EmbeddedContent> second = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      first.add(content("hot" + i, "hot", i, AT, i));
      second.add(content("hot" + i, "hot", i, AT.plusSeconds(1), i + 1));
    }
    index().save(first);
    long before =
        number("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'title_embeddings'");

    index().save(second);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        number(
                            "SELECT n_tup_hot_upd FROM pg_stat_user_tables"
                                + " WHERE relname = 'title_embeddings'"))
                    .isGreaterThan(before + 40));
  }

  @Test
  void ranksByTheIndexAndNotByAScan() throws SQLException {
    index().save(List.of(content("plan", "plan", 1, AT, 1)));
    long before = number(SCANS);

    index().nearest(direction(1), "plan", 1, Instant.EPOCH);

    await().untilAsserted(() -> assertThat(number(SCANS)).isGreaterThan(before));
  }

  private static final String SCANS =
      "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'idx_title_embedding'";

  private static long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void saysThatTheStoreIsAwayWhenNobodyAnswers() {
    var nobody = new org.postgresql.ds.PGSimpleDataSource();
    nobody.setUrl("jdbc:postgresql://localhost:1/none");

    assertThatThrownBy(
            () ->
                new PostgresContentIndex(nobody, Clock.systemUTC())
                    .nearest(direction(0), "e", 1, AT))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
