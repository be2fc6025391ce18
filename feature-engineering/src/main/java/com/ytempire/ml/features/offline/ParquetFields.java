package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.ValueKind;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes single fields of a row. A value that is null or NaN is left out, which is null. */
final class ParquetFields {
  private ParquetFields() {}

  static void text(RecordConsumer out, String name, int index, String value) {
    out.startField(name, index);
    out.addBinary(Binary.fromString(value));
    out.endField(name, index);
  }

  static void millis(RecordConsumer out, String name, int index, long value) {
    out.startField(name, index);
    out.addLong(value);
    out.endField(name, index);
  }

  static void number(RecordConsumer out, String name, int index, ValueKind kind, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    out.startField(name, index);
    if (kind == ValueKind.INTEGER) {
      out.addLong(whole(name, value));
    } else {
      out.addDouble(value);
    }
    out.endField(name, index);
  }

  static void embedding(RecordConsumer out, String name, int index, float @Nullable [] values) {
    if (values == null) {
      return;
    }
    out.startField(name, index);
    out.startGroup();
    if (values.length > 0) {
      out.startField(OfflineLayout.LIST, 0);
      for (float value : values) {
        out.startGroup();
        out.startField(OfflineLayout.ELEMENT, 0);
        out.addFloat(value);
        out.endField(OfflineLayout.ELEMENT, 0);
        out.endGroup();
      }
      out.endField(OfflineLayout.LIST, 0);
    }
    out.endGroup();
    out.endField(name, index);
  }

  private static long whole(String name, double value) {
    if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
      throw new IllegalArgumentException(
          "column '%s' holds whole numbers, not %s".formatted(name, value));
    }
    return (long) value;
  }
}
