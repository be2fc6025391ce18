package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
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

/** Reads the columns of a schema from one file; columns that the file lacks come as absent. */
final class OfflineRowReader {
  private OfflineRowReader() {}

  /** Gives every row that the filter lets pass, in file order. */
  static void read(
      InputFile file, FeatureSchema schema, FilterCompat.Filter filter, OfflineRowVisitor visitor)
      throws IOException {
    var rows = new Rows(schema);
    try (ParquetReader<FeatureWrite> reader =
        new Builder(file, rows).withCodecFactory(new ZstdCodecs()).withFilter(filter).build()) {
      for (FeatureWrite row = reader.read(); row != null; row = reader.read()) {
        visitor.visit(row, rows.present);
      }
    }
  }

  private static final class Builder extends ParquetReader.Builder<FeatureWrite> {
    private final Rows rows;

    Builder(InputFile file, Rows rows) {
      super(file, new PlainParquetConfiguration());
      this.rows = rows;
    }

    @Override
    protected ReadSupport<FeatureWrite> getReadSupport() {
      return rows;
    }
  }

  private static final class Rows extends ReadSupport<FeatureWrite> {
    private final FeatureSchema schema;
    private final boolean[] present;

    Rows(FeatureSchema schema) {
      this.schema = schema;
      this.present = new boolean[schema.columns().size()];
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType file = context.getFileSchema();
      List<Type> wanted = new ArrayList<>();
      for (String name :
          List.of(
              OfflineLayout.ENTITY_ID,
              OfflineLayout.EVENT_ID,
              OfflineLayout.EVENT_TIME,
              OfflineLayout.KNOWN_TIME)) {
        wanted.add(file.getType(name));
      }
      for (int i = 0; i < present.length; i++) {
        String name = OfflineLayout.columnName(schema.columns().get(i));
        present[i] = file.containsField(name);
        if (present[i]) {
          wanted.add(file.getType(name));
        }
      }
      return new ReadContext(new MessageType(file.getName(), wanted));
    }

    @Override
    public RecordMaterializer<FeatureWrite> prepareForRead(
        ParquetConfiguration configuration,
        Map<String, String> metadata,
        MessageType fileSchema,
        ReadContext context) {
      return new Materializer(schema, context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<FeatureWrite> prepareForRead(
        Configuration configuration,
        Map<String, String> metadata,
        MessageType fileSchema,
        ReadContext context) {
      return new Materializer(schema, context.getRequestedSchema());
    }
  }

  private static final class Materializer extends RecordMaterializer<FeatureWrite> {
    private final RowConverter root;

    Materializer(FeatureSchema schema, MessageType requested) {
      this.root = new RowConverter(schema, requested);
    }

    @Override
    public FeatureWrite getCurrentRecord() {
      return root.row();
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class RowConverter extends GroupConverter {
    private final FeatureSchema schema;
    private final Converter[] fields;
    private final TextConverter entityId = new TextConverter();
    private final TextConverter eventId = new TextConverter();
    private long eventTime;
    private long knownTime;
    private double[] numbers = {};
    private float[][] embeddings = {};

    RowConverter(FeatureSchema schema, MessageType requested) {
      this.schema = schema;
      this.fields = new Converter[requested.getFieldCount()];
      fields[0] = entityId;
      fields[1] = eventId;
      fields[2] = new LongConverter(value -> eventTime = value);
      fields[3] = new LongConverter(value -> knownTime = value);
      for (FeatureColumn column : schema.columns()) {
        String name = OfflineLayout.columnName(column);
        if (requested.containsField(name)) {
          int index = requested.getFieldIndex(name);
          fields[index] =
              requested.getType(index).isPrimitive()
                  ? new NumberConverter(this, column.slot())
                  : new EmbeddingConverter(this, column.slot(), column.width());
        }
      }
    }

    @Override
    public Converter getConverter(int index) {
      return fields[index];
    }

    @Override
    public void start() {
      numbers = new double[schema.numberCount()];
      Arrays.fill(numbers, Double.NaN);
      embeddings = new float[schema.embeddingCount()][];
    }

    @Override
    public void end() {
      // The row is taken by row().
    }

    FeatureWrite row() {
      return new FeatureWrite(
          new EntityKey(schema.entityType(), entityId.text),
          eventId.text,
          Instant.ofEpochMilli(eventTime),
          Instant.ofEpochMilli(knownTime),
          numbers,
          embeddings);
    }
  }

  private static final class TextConverter extends PrimitiveConverter {
    private String text = "";

    @Override
    public void addBinary(Binary value) {
      text = value.toStringUsingUTF8();
    }
  }

  private static final class LongConverter extends PrimitiveConverter {
    private final LongConsumer target;

    LongConverter(LongConsumer target) {
      this.target = target;
    }

    @Override
    public void addLong(long value) {
      target.accept(value);
    }
  }

  private static final class NumberConverter extends PrimitiveConverter {
    private final RowConverter row;
    private final int slot;

    NumberConverter(RowConverter row, int slot) {
      this.row = row;
      this.slot = slot;
    }

    @Override
    public void addDouble(double value) {
      row.numbers[slot] = value;
    }

    @Override
    public void addLong(long value) {
      row.numbers[slot] = value;
    }
  }

  /** The list's group, its repeated group and its element, of which only the element has values. */
  private static final class EmbeddingConverter extends GroupConverter {
    private final RowConverter row;
    private final int slot;
    private final Converter repeated;
    private float[] values;
    private int count;

    EmbeddingConverter(RowConverter row, int slot, int width) {
      this.row = row;
      this.slot = slot;
      this.values = new float[Math.max(1, width)];
      this.repeated = new Repeated(this);
    }

    @Override
    public Converter getConverter(int index) {
      return repeated;
    }

    @Override
    public void start() {
      count = 0;
    }

    @Override
    public void end() {
      row.embeddings[slot] = Arrays.copyOf(values, count);
    }

    void add(float value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = value;
    }
  }

  private static final class Repeated extends GroupConverter {
    private final PrimitiveConverter element;

    Repeated(EmbeddingConverter list) {
      this.element =
          new PrimitiveConverter() {
            @Override
            public void addFloat(float value) {
              list.add(value);
            }
          };
    }

    @Override
    public Converter getConverter(int index) {
      return element;
    }

    @Override
    public void start() {
      // Values go straight to the list.
    }

    @Override
    public void end() {
      // Values go straight to the list.
    }
  }
}
