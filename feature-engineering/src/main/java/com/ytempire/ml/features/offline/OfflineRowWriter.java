package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file of the offline store to a stream, in the steps that Flink's bulk writers know:
 * elements, then {@link #finish}. Rows wait in memory until a row group is full. Confined to one
 * thread; the stream is left open.
 */
public final class OfflineRowWriter {
  private final OutputStream out;
  private final ParquetWriter<FeatureWrite> writer;

  /**
   * Starts a file.
   *
   * @param schema layout of every element
   * @param out an empty file's stream
   */
  public OfflineRowWriter(FeatureSchema schema, OutputStream out) throws IOException {
    this.out = out;
    this.writer = ParquetFiles.writer(out, new Rows(schema));
  }

  /** Adds a row. */
  public void addElement(FeatureWrite write) throws IOException {
    writer.write(write);
  }

  /** Hands on what is already encoded. Rows of the unfinished group stay in memory. */
  public void flush() throws IOException {
    out.flush();
  }

  /** Writes the last group and the footer; nothing can be added after it. */
  public void finish() throws IOException {
    writer.close();
    out.flush();
  }

  private static final class Rows extends ParquetFiles.RowSupport<FeatureWrite> {
    private static final int FIRST_VALUE = 4;

    private final FeatureSchema schema;
    private final List<FeatureColumn> columns;
    private final String[] names;
    private final List<String> inputs;
    private @Nullable RecordConsumer consumer;

    Rows(FeatureSchema schema) {
      this.schema = schema;
      this.columns = schema.columns();
      this.names = columns.stream().map(OfflineLayout::columnName).toArray(String[]::new);
      this.inputs = InputColumns.namesOf(schema.entityType());
    }

    @Override
    WriteContext context() {
      return new WriteContext(
          OfflineLayout.message(schema), Map.of("ytempire.entity_type", schema.entityType()));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(FeatureWrite row) {
      RecordConsumer to = consumer;
      if (to == null) {
        throw new IllegalStateException("the file was not started");
      }
      to.startMessage();
      ParquetFields.text(to, OfflineLayout.ENTITY_ID, 0, row.entity().id());
      ParquetFields.text(to, OfflineLayout.EVENT_ID, 1, row.eventId());
      ParquetFields.millis(to, OfflineLayout.EVENT_TIME, 2, row.eventTime().toEpochMilli());
      ParquetFields.millis(to, OfflineLayout.KNOWN_TIME, 3, row.knownAt().toEpochMilli());
      for (int i = 0; i < names.length; i++) {
        FeatureColumn column = columns.get(i);
        int index = FIRST_VALUE + i;
        if (column.kind() == ValueKind.EMBEDDING) {
          ParquetFields.embedding(to, names[i], index, row.embeddings()[column.slot()]);
        } else {
          double value = row.numbers()[column.slot()];
          ParquetFields.number(to, names[i], index, column.kind(), value);
        }
      }
      writeInputs(to, row.inputs());
      to.endMessage();
    }

    private void writeInputs(RecordConsumer to, double[] values) {
      if (values.length == 0) {
        return;
      }
      for (int i = 0; i < inputs.size(); i++) {
        int index = FIRST_VALUE + names.length + i;
        ParquetFields.number(to, inputs.get(i), index, ValueKind.NUMBER, values[i]);
      }
    }
  }
}
