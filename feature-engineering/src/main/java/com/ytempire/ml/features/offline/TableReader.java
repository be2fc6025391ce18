package com.ytempire.ml.features.offline;

import com.ytempire.ml.features.offline.TableLayout.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads a table that {@link TableWriter} wrote. Confined to one thread. */
public final class TableReader implements AutoCloseable {
  private final ParquetReader<Row> reader;

  /**
   * @throws IOException when the file cannot be read or lacks a column of the layout
   */
  public TableReader(InputFile file, TableLayout layout) throws IOException {
    this.reader = new Builder(file, new Rows(layout)).withCodecFactory(new ZstdCodecs()).build();
  }

  /** The next row, or empty at the end. */
  public Optional<Row> next() throws IOException {
    return Optional.ofNullable(reader.read());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Builder extends ParquetReader.Builder<Row> {
    private final Rows rows;

    Builder(InputFile file, Rows rows) {
      super(file, new PlainParquetConfiguration());
      this.rows = rows;
    }

    @Override
    protected ReadSupport<Row> getReadSupport() {
      return rows;
    }
  }

  private static final class Rows extends ReadSupport<Row> {
    private final TableLayout layout;

    Rows(TableLayout layout) {
      this.layout = layout;
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType file = context.getFileSchema();
      MessageType wanted = layout.message();
      for (Type column : wanted.getFields()) {
        if (!file.containsField(column.getName())) {
          throw new IllegalArgumentException("column '" + column.getName() + "' is missing");
        }
      }
      return new ReadContext(wanted);
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
        ParquetConfiguration configuration,
        Map<String, String> metadata,
        MessageType fileSchema,
        ReadContext context) {
      return new Materializer(layout);
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
        Configuration configuration,
        Map<String, String> metadata,
        MessageType fileSchema,
        ReadContext context) {
      return new Materializer(layout);
    }
  }

  private static final class Materializer extends RecordMaterializer<Row> {
    private final RowConverter root;

    Materializer(TableLayout layout) {
      this.root = new RowConverter(layout);
    }

    @Override
    public Row getCurrentRecord() {
      return root.row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class RowConverter extends GroupConverter {
    private final TableLayout layout;
    private final Converter[] fields;
    private Row row = new Row(new String[0], new long[0], new float[0]);

    RowConverter(TableLayout layout) {
      this.layout = layout;
      int texts = layout.texts().size();
      int times = layout.times().size();
      this.fields = new Converter[texts + times + layout.numbers().size()];
      for (int i = 0; i < fields.length; i++) {
        int place = i < texts ? i : i < texts + times ? i - texts : i - texts - times;
        fields[i] = new Cell(this, place);
      }
    }

    @Override
    public Converter getConverter(int index) {
      return fields[index];
    }

    @Override
    public void start() {
      row =
          new Row(
              new String[layout.texts().size()],
              new long[layout.times().size()],
              new float[layout.numbers().size()]);
      Arrays.fill(row.times(), Row.NO_TIME);
      Arrays.fill(row.numbers(), Float.NaN);
    }

    @Override
    public void end() {
      // The row is taken by getCurrentRecord.
    }
  }

  /** Takes the values of one column. */
  private static final class Cell extends PrimitiveConverter {
    private final RowConverter target;
    private final int place;

    Cell(RowConverter target, int place) {
      this.target = target;
      this.place = place;
    }

    @Override
    public void addBinary(Binary value) {
      target.row.texts()[place] = value.toStringUsingUTF8();
    }

    @Override
    public void addLong(long value) {
      target.row.times()[place] = value;
    }

    @Override
    public void addFloat(float value) {
      target.row.numbers()[place] = value;
    }
  }
}
