package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.engine.SequenceEngine;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.engine.TextClassificationEngine;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelTask;
import java.io.Serializable;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the records of a stream hold for a model, and so which models can answer them.
 *
 * @param <I> record
 */
public sealed interface ModelInput<I> extends Serializable {

  /** One row of numbers, for {@link ModelTask#TABULAR}. */
  record Row<I>(InputOf<I, float[]> input) implements ModelInput<I> {}

  /** A sequence of rows, oldest first, for {@link ModelTask#SEQUENCE}. */
  record Sequence<I>(InputOf<I, float[][]> input) implements ModelInput<I> {}

  /**
   * A sequence of rows, of which the newest alone is the row: for {@link ModelTask#SEQUENCE} and
   * {@link ModelTask#TABULAR}.
   */
  record RowOrSequence<I>(InputOf<I, float[]> newest, InputOf<I, float[][]> input)
      implements ModelInput<I> {}

  /** A text, for {@link ModelTask#TEXT_EMBEDDING} and {@link ModelTask#TEXT_CLASSIFICATION}. */
  record Text<I>(InputOf<I, String> input) implements ModelInput<I> {}

  static <I> ModelInput<I> row(InputOf<I, float[]> input) {
    return new Row<>(input);
  }

  static <I> ModelInput<I> sequence(InputOf<I, float[][]> input) {
    return new Sequence<>(input);
  }

  /**
   * Records that versions of both kinds can answer, so that one may take over from the other.
   *
   * @param newest the row for a version of rows
   * @param sequence the rows for a version of sequences, at least one, oldest first; their number
   *     differs from record to record
   */
  static <I> ModelInput<I> rowOrSequence(
      InputOf<I, float[]> newest, InputOf<I, float[][]> sequence) {
    return new RowOrSequence<>(newest, sequence);
  }

  static <I> ModelInput<I> text(InputOf<I, String> input) {
    return new Text<>(input);
  }

  /**
   * How to ask a version.
   *
   * @throws IllegalArgumentException when the records do not hold what the version wants
   */
  default BoundModel<I> bind(ModelManifest manifest) {
    ModelTask task = manifest.task();
    if (this instanceof RowOrSequence<I> either && task == ModelTask.TABULAR) {
      return new Row<>(either.newest).bind(manifest);
    }
    if (this instanceof RowOrSequence<I> either && task == ModelTask.SEQUENCE) {
      manifest
          .lengthObjection()
          .ifPresent(
              objection -> {
                throw new IllegalArgumentException(manifest.ref() + ": " + objection);
              });
      return new Sequence<>(either.input).bind(manifest);
    }
    if (this instanceof Row<I> row && task == ModelTask.TABULAR) {
      Function<I, float[]> input = row.input.bind(manifest.features());
      return (lease, record, timeout) ->
          lease.engine(TabularEngine.class).score(input.apply(record), timeout);
    }
    if (this instanceof Sequence<I> rows && task == ModelTask.SEQUENCE) {
      Function<I, float[][]> input = rows.input.bind(manifest.features());
      return (lease, record, timeout) ->
          lease.engine(SequenceEngine.class).score(input.apply(record), timeout);
    }
    if (this instanceof Text<I> text && task == ModelTask.TEXT_EMBEDDING) {
      Function<I, String> input = text.input.bind(manifest.features());
      return (lease, record, timeout) ->
          lease.engine(TextEmbeddingEngine.class).embed(input.apply(record), timeout);
    }
    if (this instanceof Text<I> text && task == ModelTask.TEXT_CLASSIFICATION) {
      Function<I, String> input = text.input.bind(manifest.features());
      return (lease, record, timeout) ->
          BoundModel.narrowed(
              lease.engine(TextClassificationEngine.class).classify(input.apply(record), timeout));
    }
    throw new IllegalArgumentException(
        "%s is a %s model; the records hold a %s"
            .formatted(
                manifest.ref(),
                task,
                this instanceof RowOrSequence
                    ? "row or a sequence"
                    : getClass().getSimpleName().toLowerCase(Locale.ROOT)));
  }
}
