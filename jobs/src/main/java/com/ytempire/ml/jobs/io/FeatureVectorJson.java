package com.ytempire.ml.jobs.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The wire form of a feature vector on the {@code features} topic:
 *
 * <pre>{@code
 * {"entity_type": "video", "entity_id": "US|abc", "event_id": "…", "event_time": "…Z",
 *  "known_at": "…Z", "features": {"view_velocity": {"value": 12.5, "version": 1}, …}}
 * }</pre>
 */
final class FeatureVectorJson implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, FeatureSchema> schemas;

  FeatureVectorJson(Map<String, FeatureSchema> schemas) {
    this.schemas = Map.copyOf(schemas);
  }

  byte[] write(FeatureWrite write) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("entity_type", write.entity().type());
      json.writeStringField("entity_id", write.entity().id());
      json.writeStringField("event_id", write.eventId());
      json.writeStringField("event_time", write.eventTime().toString());
      json.writeStringField("known_at", write.knownAt().toString());
      json.writeObjectFieldStart("features");
      for (FeatureColumn column : columnsOf(write.entity().type())) {
        json.writeObjectFieldStart(column.name());
        json.writeFieldName("value");
        writeValue(json, column, write);
        json.writeNumberField("version", column.version());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private List<FeatureColumn> columnsOf(String entityType) {
    FeatureSchema schema = schemas.get(entityType);
    return schema == null ? List.of() : schema.columns();
  }

  private static void writeValue(JsonGenerator json, FeatureColumn column, FeatureWrite write)
      throws IOException {
    if (column.kind() == ValueKind.EMBEDDING) {
      float[] embedding = write.embeddings()[column.slot()];
      if (embedding == null) {
        json.writeNull();
        return;
      }
      json.writeStartArray();
      for (float component : embedding) {
        json.writeNumber(component);
      }
      json.writeEndArray();
      return;
    }
    double number = write.numbers()[column.slot()];
    if (Double.isNaN(number)) {
      json.writeNull();
    } else if (column.kind() == ValueKind.INTEGER) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }
}
