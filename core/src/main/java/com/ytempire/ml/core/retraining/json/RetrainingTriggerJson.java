package com.ytempire.ml.core.retraining.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.TriggerEvidence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Triggers as one JSON object each, as the topic {@code retraining-triggers} has them, and their
 * evidence alone as an array. What is read equals what was written; unknown fields are passed over.
 * Numbers that are not finite are null. Has no state.
 */
public final class RetrainingTriggerJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private RetrainingTriggerJson() {}

  /** Writes a part of a document. */
  private interface Part {
    void writeTo(JsonGenerator out) throws IOException;
  }

  public static String write(RetrainingTrigger trigger) {
    return text(
        out -> {
          out.writeStartObject();
          out.writeStringField("id", trigger.id().toString());
          out.writeStringField("model_name", trigger.model().name());
          out.writeStringField("model_version", trigger.model().version());
          out.writeStringField("since", trigger.since().toString());
          out.writeStringField("at", trigger.at().toString());
          out.writeStringField("reason", trigger.reason());
          out.writeFieldName("evidence");
          evidence(out, trigger.evidence());
          out.writeEndObject();
        });
  }

  /** The evidence alone. */
  public static String write(List<TriggerEvidence> evidence) {
    return text(out -> evidence(out, evidence));
  }

  private static String text(Part part) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      part.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed: " + e.getMessage(), e);
    }
    return text.toString();
  }

  private static void evidence(JsonGenerator out, List<TriggerEvidence> evidence)
      throws IOException {
    out.writeStartArray();
    for (TriggerEvidence one : evidence) {
      out.writeStartObject();
      out.writeStringField("kind", one.kind());
      out.writeStringField("name", one.name());
      out.writeStringField("slice", one.slice());
      out.writeStringField("from", one.from().toString());
      out.writeStringField("to", one.to().toString());
      out.writeStringField("measure", one.measure());
      number(out, "value", one.value());
      number(out, "threshold", one.threshold());
      number(out, "p_value", one.pValue());
      out.writeNumberField("reference_size", one.reference());
      out.writeNumberField("current_size", one.current());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void number(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumberField(name, value);
    } else {
      out.writeNullField(name);
    }
  }

  /**
   * @throws IOException when it is not a trigger; the message says what is missing or wrong
   */
  public static RetrainingTrigger read(String json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    List<TriggerEvidence> evidence = new ArrayList<>();
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a retraining trigger is a JSON object; this is not");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("evidence") && value == JsonToken.START_ARRAY) {
          evidence.addAll(evidence(in));
        } else if (value.isStructStart()) {
          in.skipChildren();
        } else {
          texts.put(name, in.getText());
        }
      }
      return new RetrainingTrigger(
          UUID.fromString(required(texts, "id")),
          new ModelRef(required(texts, "model_name"), required(texts, "model_version")),
          Instant.parse(required(texts, "since")),
          Instant.parse(required(texts, "at")),
          required(texts, "reason"),
          evidence);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException("a retraining trigger: " + e.getMessage(), e);
    }
  }

  /**
   * The evidence alone.
   *
   * @throws IOException when it is not evidence; the message says what is missing or wrong
   */
  public static List<TriggerEvidence> readEvidence(String json) throws IOException {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("evidence is a JSON array; this is not");
      }
      return evidence(in);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException("evidence of a retraining trigger: " + e.getMessage(), e);
    }
  }

  private static List<TriggerEvidence> evidence(JsonParser in) throws IOException {
    List<TriggerEvidence> evidence = new ArrayList<>();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> texts = new HashMap<>();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        if (in.nextToken() != JsonToken.VALUE_NULL) {
          texts.put(name, in.getText());
        }
      }
      evidence.add(
          new TriggerEvidence(
              required(texts, "kind"),
              required(texts, "name"),
              required(texts, "slice"),
              Instant.parse(required(texts, "from")),
              Instant.parse(required(texts, "to")),
              required(texts, "measure"),
              number(texts, "value"),
              number(texts, "threshold"),
              number(texts, "p_value"),
              Long.parseLong(required(texts, "reference_size")),
              Long.parseLong(required(texts, "current_size"))));
    }
    return evidence;
  }

  private static double number(Map<String, String> texts, String name) {
    String text = texts.get(name);
    return text == null ? Double.NaN : Double.parseDouble(text);
  }

  private static String required(Map<String, String> texts, String name) throws IOException {
    String text = texts.get(name);
    if (text == null) {
      throw new IOException("a retraining trigger without " + name);
    }
    return text;
  }
}
