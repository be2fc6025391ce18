package com.ytempire.ml.api.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.json.StoredTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes what the store gave straight into the answer. Has no state. */
final class FeatureReadJson {
  /** Whole doubles below this are written without a fraction, and read back the same. */
  private static final double WHOLE_LIMIT = 9_007_199_254_740_992.0;

  private FeatureReadJson() {}

  /** An answer about one entity. */
  static final class OfOne extends StdSerializer<EntityFeatures> {
    private static final long serialVersionUID = 1L;

    OfOne() {
      super(EntityFeatures.class);
    }

    @Override
    public void serialize(EntityFeatures one, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      write(one.read(), new Times(), out);
    }
  }

  /** An answer about many entities. */
  static final class OfMany extends StdSerializer<OnlineFeatures> {
    private static final long serialVersionUID = 1L;

    OfMany() {
      super(OnlineFeatures.class);
    }

    @Override
    public void serialize(OnlineFeatures many, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      var times = new Times();
      out.writeStartObject();
      out.writeArrayFieldStart("entities");
      for (FeatureRead read : many.reads()) {
        write(read, times, out);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private static void write(FeatureRead read, Times times, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("entity_type", read.entity().type());
    out.writeStringField("entity_id", read.entity().id());
    out.writeStringField("served_by", read.servedBy());
    out.writeBooleanField("degraded", read.degradedBecause() != null);
    out.writeObjectFieldStart("features");
    for (FeatureRead.Value value : read.values()) {
      if (value.column().describes(read.entity())) {
        write(value, times, out);
      }
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void write(FeatureRead.Value value, Times times, JsonGenerator out)
      throws IOException {
    FeatureColumn column = value.column();
    out.writeObjectFieldStart(column.name());
    out.writeFieldName("value");
    if (column.kind() == ValueKind.EMBEDDING) {
      writeEmbedding(value.embedding(), out);
    } else {
      writeNumber(value.number(), column.kind(), out);
    }
    out.writeStringField("status", value.status().name());
    Instant computedAt = value.computedAt();
    Duration age = value.age();
    if (computedAt != null && age != null) {
      out.writeStringField("computed_at", times.text(computedAt));
      out.writeNumberField("age_seconds", age.toMillis() / 1000.0);
    }
    out.writeNumberField("version", column.version());
    out.writeEndObject();
  }

  private static void writeNumber(double value, ValueKind kind, JsonGenerator out)
      throws IOException {
    if (!Double.isFinite(value)) {
      out.writeNull();
    } else if (kind == ValueKind.INTEGER
        && value == Math.rint(value)
        && Math.abs(value) < WHOLE_LIMIT) {
      out.writeNumber((long) value);
    } else {
      out.writeNumber(value);
    }
  }

  private static void writeEmbedding(float @Nullable [] values, JsonGenerator out)
      throws IOException {
    if (values == null) {
      out.writeNull();
      return;
    }
    out.writeStartArray();
    for (float value : values) {
      if (Float.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
    out.writeEndArray();
  }

  /** The values of an entity mostly come from one event: its time is made text of once. */
  private static final class Times {
    private Instant last = Instant.EPOCH;
    private String text = "";

    String text(Instant time) {
      if (text.isEmpty() || !time.equals(last)) {
        last = time;
        text = StoredTime.text(time);
      }
      return text;
    }
  }
}
