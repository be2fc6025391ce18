package com.ytempire.ml.features.offline;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of a Parquet table, all of which may be null: texts, then times in UTC to the
 * millisecond, then 32-bit floats.
 */
public record TableLayout(List<String> texts, List<String> times, List<String> numbers) {
  public TableLayout {
    texts = List.copyOf(texts);
    times = List.copyOf(times);
    numbers = List.copyOf(numbers);
  }

  MessageType message() {
    List<Type> fields = new ArrayList<>();
    texts.forEach(name -> fields.add(Types.optional(BINARY).as(stringType()).named(name)));
    times.forEach(
        name ->
            fields.add(Types.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(name)));
    numbers.forEach(name -> fields.add(Types.optional(FLOAT).named(name)));
    return new MessageType("table", fields);
  }

  /**
   * A row.
   *
   * @param texts one per text column, null for null
   * @param times one per time column, in milliseconds since the epoch; {@link #NO_TIME} for null
   * @param numbers one per number column; NaN for null
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  public record Row(String[] texts, long[] times, float[] numbers) {
    public static final long NO_TIME = Long.MIN_VALUE;
  }
}
