package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.model.ModelManifest;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * How rows become questions to a model, and its answers rows.
 *
 * <table>
 * <caption>Columns by what a model does</caption>
 * <tr><td>tabular</td><td>in: a number or BOOLEAN per feature, by the features' names or, when no
 *     column has such a name, in their order; NULL where a value may be missing. Out: FLOAT or DOUBLE
 *     per output, ARRAY of them for an output of several numbers, by name or in order</td></tr>
 * <tr><td>text embedding</td><td>in: one STRING. Out: one ARRAY&lt;FLOAT or DOUBLE&gt;</td></tr>
 * <tr><td>text classification</td><td>in: one STRING. Out: STRING the likeliest label, ARRAY&lt;FLOAT
 *     or DOUBLE&gt; the probabilities in the order of the labels, FLOAT or DOUBLE named like a label
 *     its probability</td></tr>
 * </table>
 *
 * <p>With any model a STRING column {@code model_version} is the version that answered. A text that
 * is NULL or blank has NULL for an answer.
 *
 * @param <A> what the engine answers
 */
final class RowTask<A> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RowInput<A> input;
  private final List<OutputColumn<A>> outputs;

  private RowTask(RowInput<A> input, List<OutputColumn<A>> outputs) {
    this.input = input;
    this.outputs = outputs;
  }

  /** Takes a row's values and makes a question of them. */
  @FunctionalInterface
  interface RowInput<A> extends Serializable {
    /**
     * @return null when there is nothing to ask
     * @throws IllegalArgumentException when the row cannot be asked about
     */
    @Nullable Question<A> question(RowData row);
  }

  /** A question that holds its own values. */
  @FunctionalInterface
  interface Question<A> {
    CompletableFuture<A> ask(ModelEngine engine, Duration timeout);
  }

  /** The value of one output column, in Flink's internal form. */
  @FunctionalInterface
  interface OutputColumn<A> extends Serializable {
    Object value(A answer, ModelRef ref);
  }

  /**
   * Matches a model with the columns that a query declares.
   *
   * @throws org.apache.flink.table.api.ValidationException naming the column, its type and what is
   *     allowed, where they do not fit
   */
  static RowTask<?> plan(ModelManifest manifest, ResolvedSchema inputs, ResolvedSchema outputs) {
    Columns in = Columns.of(manifest, "input", inputs);
    Columns out = Columns.of(manifest, "output", outputs);
    return switch (manifest.task()) {
      case TABULAR ->
          new RowTask<>(NumberInputs.row(manifest, in), NumberOutputs.columns(manifest, out));
      // Flink hands nested arrays over uncast too, and there what was declared could be misread.
      case SEQUENCE -> throw in.refusal("is a sequence model, which SQL cannot ask");
      case TEXT_EMBEDDING -> new RowTask<>(TextInputs.embedding(in), TextOutputs.embedding(out));
      case TEXT_CLASSIFICATION ->
          new RowTask<>(TextInputs.classification(in), TextOutputs.classification(manifest, out));
    };
  }

  @Nullable Question<A> question(RowData row) {
    return input.question(row);
  }

  RowData row(A answer, ModelRef ref) {
    GenericRowData row = new GenericRowData(outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      row.setField(i, outputs.get(i).value(answer, ref));
    }
    return row;
  }

  /** A row of NULL. */
  RowData nulls() {
    return new GenericRowData(outputs.size());
  }
}
