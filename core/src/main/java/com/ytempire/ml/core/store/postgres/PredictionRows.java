package com.ytempire.ml.core.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.json.NumbersJson;
import com.ytempire.ml.core.prediction.json.OutcomeWriter;
import com.ytempire.ml.core.prediction.json.PredictionWriter;
import com.ytempire.ml.core.store.json.StoredTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A batch as the arrays that one statement takes. It has each id once, because a statement may
 * change a row once only, and is sorted by id: writers that lock rows in one order cannot deadlock.
 */
final class PredictionRows {
  private final List<String[]> columns = new ArrayList<>();
  private final double[] confidences;
  private final int[] latencies;
  private final int count;

  private PredictionRows(int count, boolean numbers) {
    this.count = count;
    this.confidences = new double[numbers ? count : 0];
    this.latencies = new int[numbers ? count : 0];
  }

  /** Columns id, name, version, type, at, head, inputs, outputs, confidence, latency. */
  static PredictionRows ofPredictions(List<Prediction> batch) {
    Map<UUID, Prediction> newest = new TreeMap<>();
    for (Prediction prediction : batch) {
      newest.merge(
          prediction.id(),
          prediction,
          (old, next) -> next.predictedAt().isBefore(old.predictedAt()) ? old : next);
    }
    var rows = new PredictionRows(newest.size(), true);
    String[][] texts = rows.texts(8);
    int row = 0;
    for (Map.Entry<UUID, Prediction> entry : newest.entrySet()) {
      Prediction prediction = entry.getValue();
      head(texts, row, entry.getKey(), prediction.model(), prediction.type());
      texts[4][row] = time(prediction.predictedAt());
      texts[5][row] = new String(PredictionWriter.writeHead(prediction), UTF_8);
      texts[6][row] = NumbersJson.text(prediction.inputs());
      texts[7][row] = NumbersJson.text(prediction.outputs());
      rows.confidences[row] = prediction.confidence();
      rows.latencies[row] =
          (int) Math.max(0, Math.min(Integer.MAX_VALUE, prediction.latencyMillis()));
      row++;
    }
    return rows;
  }

  /** Columns id, name, version, type, at, outcome. */
  static PredictionRows ofOutcomes(List<Outcome> batch) {
    Map<UUID, Outcome> newest = new TreeMap<>();
    for (Outcome outcome : batch) {
      newest.merge(
          outcome.predictionId(),
          outcome,
          (old, next) -> next.predictedAt().isBefore(old.predictedAt()) ? old : next);
    }
    var rows = new PredictionRows(newest.size(), false);
    String[][] texts = rows.texts(6);
    int row = 0;
    for (Map.Entry<UUID, Outcome> entry : newest.entrySet()) {
      Outcome outcome = entry.getValue();
      head(texts, row, entry.getKey(), outcome.model(), outcome.type());
      texts[4][row] = time(outcome.predictedAt());
      texts[5][row] = new String(OutcomeWriter.write(outcome), UTF_8);
      row++;
    }
    return rows;
  }

  private static void head(String[][] texts, int row, UUID id, ModelRef model, String type) {
    texts[0][row] = id.toString();
    texts[1][row] = model.name();
    texts[2][row] = model.version();
    texts[3][row] = type;
  }

  private static String time(Instant time) {
    return StoredTime.text(time);
  }

  private String[][] texts(int width) {
    String[][] texts = new String[width][count];
    columns.addAll(List.of(texts));
    return texts;
  }

  int count() {
    return count;
  }

  /** Binds all columns from parameter 1 on. */
  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    int index = 1;
    for (String[] column : columns) {
      statement.setArray(index++, connection.createArrayOf("text", column));
    }
    if (confidences.length > 0) {
      var postgres = connection.unwrap(org.postgresql.PGConnection.class);
      statement.setArray(index++, postgres.createArrayOf("float8", confidences));
      statement.setArray(index, postgres.createArrayOf("int4", latencies));
    }
  }
}
