package com.ytempire.ml.inference.operator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlPredictTest {
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private TableEnvironment tables;

  @BeforeEach
  void createEnvironment() {
    tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.getConfig().set("parallelism.default", "1");
  }

  @Test
  void scoresRowsByTheNamesOfTheFeatures() throws Exception {
    ScriptedEngines engines = weighted("by_name", true);
    ScriptedModelProviderFactory.serve(engines);
    createModel("by_name", "b DOUBLE, a DOUBLE", "total DOUBLE, model_version STRING");
    tables.executeSql(
        "CREATE VIEW rows_in AS SELECT * FROM (VALUES (1, CAST(10 AS BIGINT), 'x'),"
            + " (2, CAST(NULL AS BIGINT), 'y')) AS t(a, b, name)");

    List<Row> rows =
        query(
            "SELECT name, total, model_version FROM ML_PREDICT(TABLE rows_in, MODEL by_name,"
                + " DESCRIPTOR(b, a), MAP['async', 'true'])");

    // a + 100 b, and -1 for a missing b.
    assertThat(rows)
        .containsExactlyInAnyOrder(Row.of("x", 1001.0, "1.0"), Row.of("y", -1.0, "1.0"));
    assertThat(engines.openLeases).hasValue(0);
  }

  @Test
  void takesColumnsInOrderWhenNoneHasTheNameOfAFeature() throws Exception {
    ScriptedModelProviderFactory.serve(weighted("in_order", true));
    createModel("in_order", "x INT, y BOOLEAN", "anything FLOAT");
    tables.executeSql(
        "CREATE VIEW rows_in AS SELECT * FROM (VALUES (1, TRUE), (2, FALSE)) AS t(x, y)");

    List<Row> rows =
        query("SELECT anything FROM ML_PREDICT(TABLE rows_in, MODEL in_order, DESCRIPTOR(x, y))");

    assertThat(rows).containsExactlyInAnyOrder(Row.of(101f), Row.of(2f));
  }

  @Test
  void asksManyRowsAtOnceAndKeepsTheirOrder() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ScriptedModelProviderFactory.serve(
        ScriptedEngines.tabular(
            tabular("at_once", true),
            row -> {
              int now = asked.incrementAndGet();
              most.accumulateAndGet(now, Math::max);
              return CompletableFuture.supplyAsync(
                  () -> {
                    asked.decrementAndGet();
                    return new float[] {row[0]};
                  },
                  LATER);
            }));
    createModel("at_once", "a INT, b INT", "total FLOAT");
    tables.executeSql(
        "CREATE TABLE numbers (a INT, b INT) WITH ('connector' = 'datagen',"
            + " 'number-of-rows' = '200', 'fields.a.kind' = 'sequence', 'fields.a.start' = '1',"
            + " 'fields.a.end' = '200')");

    List<Row> rows =
        query(
            "SELECT a, total FROM ML_PREDICT(TABLE numbers, MODEL at_once, DESCRIPTOR(a, b),"
                + " MAP['async', 'true', 'max-concurrent-operations', '32'])");

    assertThat(rows).hasSize(200);
    assertThat(rows)
        .allSatisfy(row -> assertThat((float) (int) row.getField(0)).isEqualTo(row.getField(1)));
    assertThat(rows).extracting(row -> row.getField(0)).isSorted();
    assertThat(most.get()).isBetween(2, 32);
  }

  @Test
  void embedsTextsAndLeavesBlankOnesNull() throws Exception {
    ScriptedModelProviderFactory.serve(
        ScriptedEngines.embedding(
            manifest(
                "embedder",
                ModelTask.TEXT_EMBEDDING,
                new ModelSignature(
                    List.of(TensorSpec.of("text", TensorType.STRING, -1L)),
                    List.of(TensorSpec.of("embedding", TensorType.FLOAT32, -1L, 2L))),
                List.of(),
                List.of()),
            text -> new float[] {text.length(), 0.5f}));
    createModel("embedder", "title STRING", "embedding ARRAY<FLOAT>");
    createTitles();

    List<Row> rows =
        query("SELECT embedding FROM ML_PREDICT(TABLE titles, MODEL embedder, DESCRIPTOR(title))");

    assertThat(rows)
        .containsExactlyInAnyOrder(
            Row.of((Object) new Float[] {5f, 0.5f}), Row.of((Object) null), Row.of((Object) null));
  }

  @Test
  void classifiesTextsIntoLabelAndProbabilities() throws Exception {
    ScriptedModelProviderFactory.serve(classifier("sentiments"));
    createModel(
        "sentiments",
        "title STRING",
        "label STRING, probabilities ARRAY<DOUBLE>, bad FLOAT, model_version STRING");
    createTitles();

    List<Row> rows =
        query(
            "SELECT label, probabilities, bad, model_version FROM"
                + " ML_PREDICT(TABLE titles, MODEL sentiments, DESCRIPTOR(title)) WHERE title = 'hello'");

    assertThat(rows).containsExactly(Row.of("good", new Double[] {0.25, 0.75}, 0.25f, "1.0"));
  }

  @Test
  void refusesASequenceModel() {
    ScriptedModelProviderFactory.serve(
        ScriptedEngines.tabular(
            manifest(
                "sequences",
                ModelTask.SEQUENCE,
                new ModelSignature(
                    List.of(TensorSpec.of("rows", TensorType.FLOAT32, -1L, -1L, 2L)),
                    List.of(TensorSpec.of("score", TensorType.FLOAT32, -1L, 1L))),
                List.of("a", "b"),
                List.of()),
            row -> CompletableFuture.completedFuture(row)));
    createModel("sequences", "history ARRAY<ARRAY<DOUBLE>>", "score DOUBLE");
    tables.executeSql(
        "CREATE TABLE histories (history ARRAY<ARRAY<DOUBLE>>) WITH ('connector' = 'datagen')");

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM"
                        + " ML_PREDICT(TABLE histories, MODEL sequences, DESCRIPTOR(history))"))
        .hasStackTraceContaining("is a sequence model");
  }

  @Test
  void failsTheQueryOnARowWithoutAnAnswerUnlessToldOtherwise() throws Exception {
    ScriptedModelProviderFactory.serve(
        ScriptedEngines.tabular(
            tabular("failing", false),
            row ->
                row[0] == 1
                    ? CompletableFuture.completedFuture(new float[] {7})
                    : CompletableFuture.failedFuture(
                        new InferenceException(Reason.MODEL_FAILED, "failing: no answer", null))));
    tables.executeSql(
        "CREATE VIEW rows_in AS SELECT * FROM (VALUES (1, 1), (2, 2), (1, CAST(NULL AS INT)))"
            + " AS t(a, b)");
    createModel("failing", "a INT, b INT", "total FLOAT");
    tables.executeSql(
        "CREATE MODEL lenient INPUT (a INT, b INT) OUTPUT (total FLOAT)"
            + " WITH ('provider' = 'scripted', 'model' = 'failing', 'on-failure' = 'null')");

    assertThat(
            query("SELECT total FROM ML_PREDICT(TABLE rows_in, MODEL lenient, DESCRIPTOR(a, b))"))
        .containsExactlyInAnyOrder(Row.of(7f), Row.of((Object) null), Row.of((Object) null));
    assertThatThrownBy(
            () ->
                query(
                    "SELECT total FROM ML_PREDICT(TABLE rows_in, MODEL failing, DESCRIPTOR(a, b))"))
        .hasStackTraceContaining("failing: no answer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan_row | a INT, b STRING | total FLOAT | input column 'b' is STRING; allowed: TINYINT",
        "plan_row | a INT, c INT | total FLOAT | input column 'c' is none of the model's; allowed: [a, b]",
        "plan_row | a INT | total FLOAT | input columns are missing: [b]",
        "plan_row | x INT | total FLOAT | input column 'x' is none of the model's",
        "plan_row | a INT, b INT | total STRING | output column 'total' is STRING; allowed: FLOAT, DOUBLE",
        "plan_row | a INT, b INT | total FLOAT, more FLOAT | output column 'more' is none",
        "plan_text | title INT | label STRING | input column 'title' is INT; allowed: one STRING",
        "plan_text | title STRING, b STRING | label STRING | has 2 input columns; allowed: one STRING",
        "plan_text | title STRING | other DOUBLE | by the name of a label, which are [bad, good]"
      })
  void refusesColumnsThatDoNotFitWhenPlanning(
      String model, String inputs, String outputs, String reason) {
    ScriptedModelProviderFactory.serve(weighted("plan_row", true));
    ScriptedModelProviderFactory.serve(classifier("plan_text"));
    createModel(model, inputs, outputs);
    tables.executeSql("CREATE TABLE t (" + inputs + ") WITH ('connector' = 'datagen')");
    String columns =
        List.of(inputs.split(",")).stream()
            .map(column -> column.strip().split(" ")[0])
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM ML_PREDICT(TABLE t, MODEL %s, DESCRIPTOR(%s))"
                        .formatted(model, columns)))
        .hasStackTraceContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'on-failure' = 'shrug' | on-failure",
        "'timeout' = '0 s'      | option 'timeout' is PT0S; expected more than zero",
        "'colour' = 'red'       | colour"
      })
  void refusesOptionsThatAreNone(String option, String reason) {
    ScriptedModelProviderFactory.serve(weighted("options", true));
    tables.executeSql("CREATE TABLE t (a INT, b INT) WITH ('connector' = 'datagen')");
    tables.executeSql(
        "CREATE MODEL options INPUT (a INT, b INT) OUTPUT (total FLOAT)"
            + " WITH ('provider' = 'scripted', 'model' = 'options', "
            + option
            + ")");

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM ML_PREDICT(TABLE t, MODEL options, DESCRIPTOR(a, b))"))
        .hasStackTraceContaining(reason);
  }

  private void createModel(String name, String inputs, String outputs) {
    tables.executeSql(
        "CREATE MODEL %s INPUT (%s) OUTPUT (%s) WITH ('provider' = 'scripted', 'model' = '%s')"
            .formatted(name, inputs, outputs, name));
  }

  // With a null among them, the planner makes a union of the rows, whose order is open.
  private void createTitles() {
    tables.executeSql(
        "CREATE VIEW titles AS SELECT * FROM (VALUES ('hello'), (' '), (CAST(NULL AS STRING)))"
            + " AS t(title)");
  }

  private List<Row> query(String sql) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = tables.executeSql(sql).collect()) {
      results.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static ScriptedEngines weighted(String name, boolean missingAllowed) {
    return ScriptedEngines.tabular(
        tabular(name, missingAllowed),
        row ->
            CompletableFuture.completedFuture(
                new float[] {Float.isNaN(row[1]) ? -1 : row[0] + 100 * row[1]}));
  }

  private static ScriptedEngines classifier(String name) {
    return ScriptedEngines.classification(
        manifest(
            name,
            ModelTask.TEXT_CLASSIFICATION,
            new ModelSignature(
                List.of(TensorSpec.of("text", TensorType.STRING, -1L)),
                List.of(TensorSpec.of("probabilities", TensorType.FLOAT32, -1L, 2L))),
            List.of(),
            List.of("bad", "good")),
        text -> new double[] {0.25, 0.75});
  }

  private static ModelManifest tabular(String name, boolean missingAllowed) {
    return manifest(
        name,
        ModelTask.TABULAR,
        new ModelSignature(
            List.of(
                new TensorSpec("features", TensorType.FLOAT32, List.of(-1L, 2L), missingAllowed)),
            List.of(TensorSpec.of("total", TensorType.FLOAT32, -1L, 1L))),
        List.of("a", "b"),
        List.of());
  }

  private static ModelManifest manifest(
      String name,
      ModelTask task,
      ModelSignature signature,
      List<String> features,
      List<String> labels) {
    return new ModelManifest(
        new ModelRef(name, "1.0"),
        task,
        signature,
        Map.of(Variant.FLOAT32, "model.onnx"),
        null,
        features,
        labels,
        8,
        null,
        null,
        null,
        Instant.EPOCH,
        Map.of(),
        List.of());
  }
}
