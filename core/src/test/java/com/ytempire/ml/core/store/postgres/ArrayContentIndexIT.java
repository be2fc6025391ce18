package com.ytempire.ml.core.store.postgres;

import static com.ytempire.ml.core.store.ContentFixtures.AT;
import static com.ytempire.ml.core.store.ContentFixtures.content;
import static com.ytempire.ml.core.store.ContentFixtures.direction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.store.CoalescedContent;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ContentIndexContract;
import com.ytempire.ml.core.testing.EmbeddedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The index in a server without pgvector, ranked in this process. */
final class ArrayContentIndexIT extends ContentIndexContract {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static DataSource database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = SERVERS.dataSource();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/no-vector")
        .table("flyway_no_vector_history")
        .load()
        .migrate();
  }

  @Override
  protected ContentIndex index() {
    return new PostgresContentIndex(database, Clock.systemUTC());
  }

  @Test
  void doesNotWaitForWhoeverWritesOldContentAndLeavesItForTheNextTime() throws SQLException {
    Instant before = Instant.now().plusSeconds(60);
    index().removeOlderThan(before);
    index()
        .save(List.of(content("written", "locked", 1, AT, 1), content("idle", "locked", 2, AT, 1)));
    try (Connection writer = database.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE title_embeddings SET channel = 'c' WHERE entity_id = 'written'");

      assertThat(index().removeOlderThan(before)).isEqualTo(1);

      writer.commit();
    }
    assertThat(index().find("idle", "locked")).isEmpty();
    assertThat(index().find("written", "locked")).isPresent();
    assertThat(index().removeOlderThan(before)).isEqualTo(1);
  }

  @Test
  void copiesTheNewestTitlesOnly() throws SQLException {
    List<EmbeddedContent> saved = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      saved.add(content("t" + i, "bounded", i, AT.plusSeconds(i), i));
    }
    index().save(saved);
    var mirror = new TitleMirror(Clock.systemUTC(), 10);

    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      List<SimilarContent> found =
          mirror.nearest(connection, direction(0), "bounded", 50, Instant.EPOCH);

      assertThat(found)
          .extracting(similar -> similar.content().entityId())
          .containsExactly("t40", "t41", "t42", "t43", "t44", "t45", "t46", "t47", "t48", "t49");
    }
  }

  @Test
  void goesOnFromTheNumbersOfARowThatHasNoEarlierOnesYet() throws SQLException {
    index().save(List.of(content("old", "before", 10, AT, 1)));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE title_embeddings SET recent = NULL WHERE entity_id = 'old'");
    }
    assertThat(views("before")).containsExactly(1);

    index().save(List.of(content("old", "before", 10, AT.plusSeconds(1), 2)));

    assertThat(views("before")).containsExactly(1, 2);
  }

  private double[] views(String encoder) {
    float[][] rows =
        index()
            .nearest(direction(10), encoder, 1, Instant.EPOCH)
            .get(0)
            .recent()
            .rows(List.of("views"));
    return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
  }

  @Test
  void losesNoSnapshotWhenTwoWritersInsertOneEntityAtATime() throws Exception {
    EmbeddedContent first = content("race", "race", 10, AT, 1);
    EmbeddedContent second = content("race", "race", 10, AT.plusSeconds(1), 2);
    try (Connection writer = database.getConnection()) {
      writer.setAutoCommit(false);
      new ContentWriter(writer, EmbeddingLayout.ARRAY).save(CoalescedContent.of(List.of(first)));
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> index().save(List.of(second)));
      await().until(ArrayContentIndexIT::somebodyWaitsForARow);

      writer.commit();

      other.get(10, TimeUnit.SECONDS);
    }
    assertThat(views("race")).containsExactly(1, 2);
  }

  private static boolean somebodyWaitsForARow() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
      return row.next() && row.getLong(1) > 0;
    }
  }
}
