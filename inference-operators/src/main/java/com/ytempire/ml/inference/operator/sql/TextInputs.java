package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.engine.TextClassificationEngine;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;
import com.ytempire.ml.inference.operator.sql.Columns.Entry;
import com.ytempire.ml.inference.operator.sql.RowTask.RowInput;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A column of text as the text that models read. */
final class TextInputs {
  private static final String ONE_TEXT = "one STRING column";

  private TextInputs() {}

  /** Asks an engine about a text. */
  private interface AskText<A> extends Serializable {
    CompletableFuture<A> ask(ModelEngine engine, String text, Duration timeout);
  }

  static RowInput<float[]> embedding(Columns columns) {
    return text(
        columns, (engine, text, timeout) -> ((TextEmbeddingEngine) engine).embed(text, timeout));
  }

  static RowInput<double[]> classification(Columns columns) {
    return text(
        columns,
        (engine, text, timeout) -> ((TextClassificationEngine) engine).classify(text, timeout));
  }

  private static <A> RowInput<A> text(Columns columns, AskText<A> ask) {
    Entry column = columns.single(ONE_TEXT);
    if (!Columns.isText(column.type())) {
      throw columns.refusal(column, ONE_TEXT);
    }
    return row -> {
      if (row.isNullAt(0)) {
        return null;
      }
      String text = row.getString(0).toString();
      return text.isBlank() ? null : (engine, timeout) -> ask.ask(engine, text, timeout);
    };
  }
}
