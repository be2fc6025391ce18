package com.ytempire.ml.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * pgvector in the embedded Postgres. Skipped where it could not be built, but never in CI, which
 * builds it first.
 */
@ExtendWith(RunningStack.class)
class VectorSearchIT {

  @Test
  void findsNearestNeighboursByAnHnswIndex(LocalStack stack) throws SQLException {
    assumeTrue(
        System.getenv("CI") != null || VectorBuild.isDone(CacheFolders.vector(System.getenv())),
        "pgvector is not built; run scripts/build-pgvector.sh");
    assertThat(stack.refreshVector()).contains(true);

    try (Connection postgres = connect(stack);
        Statement statement = postgres.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
      statement.execute("CREATE TABLE spiral (id INT PRIMARY KEY, place vector(3))");
      statement.execute(
          "INSERT INTO spiral SELECT i, ARRAY[cos(i * 0.01), sin(i * 0.01), i * 0.01]::vector"
              + " FROM generate_series(1, 2000) i");
      statement.execute("CREATE INDEX ON spiral USING hnsw (place vector_l2_ops)");
      statement.execute("SET enable_seqscan = off");
      String nearest =
          "SELECT id FROM spiral ORDER BY place <-> (SELECT place FROM spiral WHERE id = 700)"
              + " LIMIT 3";

      assertThat(column(statement, "EXPLAIN " + nearest))
          .anyMatch(line -> line.contains("Index Scan using spiral_place_idx"));
      assertThat(column(statement, nearest)).containsExactlyInAnyOrder("699", "700", "701");
    }
  }

  private static Connection connect(LocalStack stack) throws SQLException {
    return DatabaseUrl.parse(stack.connections().variables().get("DATABASE_URL")).connect();
  }

  private static List<String> column(Statement statement, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
