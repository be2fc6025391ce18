package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.store.ContentIndex;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How the database at hand keeps embeddings: it depends on whether its server has pgvector. */
enum EmbeddingLayout {
  VECTOR("vector", "vector_send", Short.BYTES * 2, 0),
  ARRAY("real[]", "array_send", Integer.BYTES * 5, Integer.BYTES);

  private static final String COLUMN_TYPE =
      """
      SELECT data_type = 'ARRAY' FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = 'title_embeddings'
          AND column_name = 'embedding'
      """;

  /** Type of the column in SQL. */
  final String type;

  private final String send;
  private final int headerBytes;
  private final int lengthBytes;

  EmbeddingLayout(String type, String send, int headerBytes, int lengthBytes) {
    this.type = type;
    this.send = send;
    this.headerBytes = headerBytes;
    this.lengthBytes = lengthBytes;
  }

  /**
   * @throws SQLException also when the table is not there
   */
  static EmbeddingLayout of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMN_TYPE)) {
      if (!row.next()) {
        throw new SQLException("table title_embeddings is not there; the schema is not migrated");
      }
      return row.getBoolean(1) ? ARRAY : VECTOR;
    }
  }

  /** The expression that gives the column as the bytes that {@link #read} takes. */
  String bytes() {
    return send + "(embedding)";
  }

  float[] read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(headerBytes);
    float[] embedding = new float[ContentIndex.WIDTH];
    for (int i = 0; i < embedding.length; i++) {
      in.position(in.position() + lengthBytes);
      embedding[i] = in.getFloat();
    }
    return embedding;
  }
}
