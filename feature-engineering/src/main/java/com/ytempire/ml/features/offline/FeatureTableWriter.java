package com.ytempire.ml.features.offline;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import com.ytempire.ml.core.feature.ValueKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Writes one row per event to a Parquet file: {@code event_id}, then the given columns by name.
 * Confined to one thread. Closing it ends the file and leaves the stream open.
 */
public final class FeatureTableWriter implements AutoCloseable {
  private static final String EVENT_ID = "event_id";

  private final List<Column> columns;
  private final ParquetWriter<Row> writer;

  /** Starts a table with these columns, in this order. */
  public FeatureTableWriter(List<Column> columns, OutputStream out) throws IOException {
    this.columns = List.copyOf(columns);
    this.writer = ParquetFiles.writer(out, new Rows(this.columns));
  }

  /**
   * Adds a row.
   *
   * @param eventId id of the event
   * @param numbers one per column, NaN for null; not looked at for embedding columns
   * @param embeddings one per column, null elements for null; not looked at for number columns
   */
  public void write(String eventId, double[] numbers, float[][] embeddings) throws IOException {
    if (numbers.length != columns.size() || embeddings.length != columns.size()) {
      throw new IllegalArgumentException(
          "event %s: %d numbers and %d embeddings for %d columns"
              .formatted(eventId, numbers.length, embeddings.length, columns.size()));
    }
    writer.write(new Row(eventId, numbers, embeddings));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /**
   * A column of the table.
   *
   * @param name its name
   * @param kind shape of its values
   */
  public record Column(String name, ValueKind kind) {}

  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  private record Row(String eventId, double[] numbers, float[][] embeddings) {}

  private static final class Rows extends ParquetFiles.RowSupport<Row> {
    private final List<Column> columns;
    private @Nullable RecordConsumer consumer;

    Rows(List<Column> columns) {
      this.columns = columns;
    }

    @Override
    WriteContext context() {
      List<Type> fields = new ArrayList<>();
      fields.add(Types.required(BINARY).as(stringType()).named(EVENT_ID));
      columns.forEach(column -> fields.add(OfflineLayout.field(column.name, column.kind)));
      MessageType schema = new MessageType("features", fields);
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer to = consumer;
      if (to == null) {
        throw new IllegalStateException("the file was not started");
      }
      to.startMessage();
      ParquetFields.text(to, EVENT_ID, 0, row.eventId);
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        if (column.kind == ValueKind.EMBEDDING) {
          ParquetFields.embedding(to, column.name, i + 1, row.embeddings[i]);
        } else {
          ParquetFields.number(to, column.name, i + 1, column.kind, row.numbers[i]);
        }
      }
      to.endMessage();
    }
  }
}
