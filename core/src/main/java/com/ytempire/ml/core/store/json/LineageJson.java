package com.ytempire.ml.core.store.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.prediction.json.NumbersJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ml_models} keeps of a version's lineage in columns of JSON. Others may write these
 * columns too: what is of another form is passed over. Has no state.
 */
public final class LineageJson {
  private static final String FACTS = "lineage";
  private static final JsonFactory FACTORY = new JsonFactory();

  private LineageJson() {}

  /** The column {@code hyperparameters}, or null where none are known. */
  public static @Nullable String hyperparameters(ModelLineage lineage) {
    return lineage.hyperparameters().isEmpty() ? null : NumbersJson.text(lineage.hyperparameters());
  }

  /** The column {@code metadata}. */
  public static String metadata(ModelLineage lineage) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      if (!lineage.facts().isEmpty()) {
        out.writeObjectFieldStart(FACTS);
        for (Map.Entry<String, String> fact : new TreeMap<>(lineage.facts()).entrySet()) {
          out.writeStringField(fact.getKey(), fact.getValue());
        }
        out.writeEndObject();
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed: " + e.getMessage(), e);
    }
    return text.toString();
  }

  /**
   * The lineage in two columns.
   *
   * @throws IOException when one is no JSON
   */
  public static ModelLineage read(@Nullable String hyperparameters, @Nullable String metadata)
      throws IOException {
    Map<String, Double> numbers = new HashMap<>();
    fields(
        hyperparameters,
        (name, in) -> {
          if (in.currentToken().isNumeric()) {
            numbers.put(name, in.getDoubleValue());
          }
        });
    Map<String, String> facts = new HashMap<>();
    fields(
        metadata,
        (name, in) -> {
          if (name.equals(FACTS) && in.currentToken() == JsonToken.START_OBJECT) {
            fields(
                in,
                (fact, value) -> {
                  if (value.currentToken() == JsonToken.VALUE_STRING) {
                    facts.put(fact, value.getText());
                  }
                });
          }
        });
    return new ModelLineage(numbers, facts);
  }

  /** Looks at a field, the parser on its value; may leave an object's end behind. */
  @FunctionalInterface
  private interface Field {
    void read(String name, JsonParser in) throws IOException;
  }

  private static void fields(@Nullable String json, Field field) throws IOException {
    if (json == null) {
      return;
    }
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        fields(in, field);
      }
    }
  }

  private static void fields(JsonParser in, Field field) throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      field.read(name, in);
      if (in.currentToken().isStructStart()) {
        in.skipChildren();
      }
    }
  }
}
