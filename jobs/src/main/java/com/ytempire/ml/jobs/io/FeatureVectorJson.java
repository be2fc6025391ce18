package com.ytempire.ml.jobs.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.expression.ExpressionType;
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
 *  "known_at": "…Z", "features": {"view_velocity": {"value": 12.5, "version": 1}, …},
 *  "inputs": {"views": 123, "video_age_hours": 7.5, "delta_views": null, …}}
 * }</pre>
 *
 * {@code inputs} are there for videos only: what the features were computed from, all of them,
 * whatever the feature file declares.
 */
final class FeatureVectorJson implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private static final Input[] INPUTS = Input.values();
  private static final SerializedString[] INPUT_NAMES =
      Input.words().stream().map(SerializedString::new).toArray(SerializedString[]::new);

  private final Map<String, FeatureSchema> schemas;

  FeatureVectorJson(Map<String, FeatureSchema> schemas) {
    this.schemas = Map.copyOf(schemas);
  }

  byte[] write(FeatureWrite write) {
    var bytes = new ByteArrayOutputStream(2048);
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
      if (write.inputs().length > 0) {
        writeInputs(json, write.inputs());
      }
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

  private static void writeInputs(JsonGenerator json, double[] inputs) throws IOException {
    json.writeObjectFieldStart("inputs");
    for (int i = 0; i < INPUTS.length; i++) {
      json.writeFieldName(INPUT_NAMES[i]);
      writeNumber(json, inputs[i], INPUTS[i].type() != ExpressionType.NUMBER);
    }
    json.writeEndObject();
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
    writeNumber(json, write.numbers()[column.slot()], column.kind() == ValueKind.INTEGER);
  }

  private static void writeNumber(JsonGenerator json, double number, boolean isWhole)
      throws IOException {
    if (Double.isNaN(number)) {
      json.writeNull();
    } else if (isWhole) {
      json.writeNumber((long) number);
    } else {
      json.writeNumber(number);
    }
  }
}
