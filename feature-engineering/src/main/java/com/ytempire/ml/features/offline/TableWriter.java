package com.ytempire.ml.features.offline;

import com.ytempire.ml.features.offline.TableLayout.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table to a Parquet file; equal rows give equal bytes. Confined to one thread. Closing it
 * ends the file and leaves the stream open.
 */
public final class TableWriter implements AutoCloseable {
  private final ParquetWriter<Row> writer;

  public TableWriter(TableLayout layout, OutputStream out) throws IOException {
    this.writer = ParquetFiles.writer(out, new Rows(layout));
  }

  /** Adds a row, which must not be changed afterwards. */
  public void write(Row row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Rows extends ParquetFiles.RowSupport<Row> {
    private final TableLayout layout;
    private @Nullable RecordConsumer consumer;

    Rows(TableLayout layout) {
      this.layout = layout;
    }

    @Override
    WriteContext context() {
      return new WriteContext(layout.message(), Map.of());
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
      List<String> texts = layout.texts();
      for (int i = 0; i < texts.size(); i++) {
        String text = row.texts()[i];
        if (text != null) {
          to.startField(texts.get(i), i);
          to.addBinary(Binary.fromString(text));
          to.endField(texts.get(i), i);
        }
      }
      List<String> times = layout.times();
      for (int i = 0; i < times.size(); i++) {
        if (row.times()[i] != Row.NO_TIME) {
          ParquetFields.millis(to, times.get(i), texts.size() + i, row.times()[i]);
        }
      }
      List<String> numbers = layout.numbers();
      for (int i = 0; i < numbers.size(); i++) {
        if (!Float.isNaN(row.numbers()[i])) {
          int index = texts.size() + times.size() + i;
          to.startField(numbers.get(i), index);
          to.addFloat(row.numbers()[i]);
          to.endField(numbers.get(i), index);
        }
      }
      to.endMessage();
    }
  }
}
