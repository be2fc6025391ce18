package com.ytempire.ml.core.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ytempire.ml.core.testing.EmbeddedServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DatabaseSchemaIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static final String COLUMNS =
      """
      SELECT format('%s.%s %s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
          CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
          coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
      FROM pg_class t
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
      WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
          AND t.relname NOT LIKE 'flyway%'
      ORDER BY t.relname, a.attnum
      """;

  private static final String CONSTRAINTS =
      """
      SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c')
          AND conrelid::regclass::text NOT LIKE 'flyway%'
      ORDER BY 1
      """;

  private static final String INDEXES =
      """
      SELECT indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND indexname LIKE 'idx%' ORDER BY indexname
      """;

  private DataSource database;

  @BeforeEach
  void startEmpty() throws SQLException {
    database = SERVERS.dataSource();
    execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
  }

  @Test
  void hasTheReferencesTablesColumnByColumn() throws Exception {
    boolean vector = DatabaseSchema.migrate(database);

    assertThat(vector).isEqualTo(SERVERS.hasPgvector());
    assertThat(query(COLUMNS).stream().filter(line -> !line.contains("_embeddings.")))
        .containsExactlyElementsOf(expected("columns.txt"));
    assertThat(query(CONSTRAINTS).stream().filter(line -> !line.contains("_embeddings ")))
        .containsExactlyElementsOf(expected("constraints.txt"));
    assertThat(query(INDEXES).stream().filter(line -> !line.contains("_embeddings ")))
        .containsExactlyElementsOf(expected("indexes.txt"));
  }

  @Test
  void changesNothingWhenItRunsAgain() throws Exception {
    boolean vector = DatabaseSchema.migrate(database);
    List<String> before = all();
    execute(
        "INSERT INTO ml_models (model_name, model_type, version, model_path) VALUES ('a', 'b', '1', 'c')");

    assertThat(DatabaseSchema.migrate(database)).isEqualTo(vector);

    assertThat(all()).isEqualTo(before);
    assertThat(query("SELECT status || metadata FROM ml_models")).containsExactly("inactive{}");
  }

  @Test
  void hasTheReferencesVectorTableAndIndexes() throws Exception {
    assumeTrue(SERVERS.hasPgvector(), "this machine has no built pgvector");

    DatabaseSchema.migrate(database);

    assertThat(query(COLUMNS).stream().filter(line -> line.contains("_embeddings.")))
        .containsExactlyElementsOf(expected("vector-columns.txt"));
    assertThat(query(INDEXES).stream().filter(line -> line.contains("_embeddings ")))
        .containsExactlyElementsOf(expected("vector-indexes.txt"));
    assertThat(query(CONSTRAINTS))
        .contains("content_embeddings UNIQUE (content_id, content_type, model_version)");
  }

  @Test
  void keepsEmbeddingsInArraysWithoutTheExtensionAndConvertsThemWhenItComes() throws Exception {
    migrateWithoutVector();
    migrateWithoutVector();
    assertThat(query(COLUMNS))
        .contains(
            "content_embeddings.embedding real[]", "title_embeddings.embedding real[] not null");
    execute(
        "INSERT INTO content_embeddings (content_id, content_type, embedding)"
            + " SELECT 'c', 'video_script', array_agg(i * 0.5) FROM generate_series(1, 1536) i",
        "INSERT INTO title_embeddings SELECT 'US|a', 'm', 'title', array_agg(i), now()"
            + " FROM generate_series(1, 384) i");

    assumeTrue(SERVERS.hasPgvector(), "this machine has no built pgvector");
    assertThat(DatabaseSchema.migrate(database)).isTrue();

    assertThat(query(COLUMNS).stream().filter(line -> line.contains("_embeddings.")))
        .containsExactlyElementsOf(expected("vector-columns.txt"));
    assertThat(query("SELECT (embedding::real[])[3] FROM content_embeddings"))
        .containsExactly("1.5");
    assertThat(
            query(
                "SELECT entity_id FROM title_embeddings ORDER BY embedding <=>"
                    + " (SELECT embedding FROM title_embeddings LIMIT 1)"))
        .containsExactly("US|a");
    assertThat(DatabaseSchema.migrate(database)).isTrue();
  }

  private void migrateWithoutVector() {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/no-vector")
        .table("flyway_no_vector_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private List<String> all() throws SQLException {
    List<String> all = new ArrayList<>(query(COLUMNS));
    all.addAll(query(CONSTRAINTS));
    all.addAll(query(INDEXES));
    return all;
  }

  private static List<String> expected(String file) throws IOException {
    try (InputStream in = DatabaseSchemaIT.class.getResourceAsStream("/schema/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n")).filter(line -> !line.startsWith("#")).toList();
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
