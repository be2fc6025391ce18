package com.ytempire.ml.alerts.notice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.alerts.rule.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What people are told, as the database keeps it. */
public final class ContentJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ContentJson() {}

  public static String write(Content content) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("rule", content.rule());
      json.writeStringField("severity", content.severity().word());
      json.writeStringField("condition", content.condition());
      json.writeStringField("value", content.value());
      if (content.summary() != null) {
        json.writeStringField("summary", content.summary());
      }
      json.writeStringField("fired_at", content.firedAt().toString());
      json.writeStringField("at", content.at().toString());
      json.writeFieldName("labels");
      writeLabels(json, content.labels());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Labels alone. */
  public static String write(Map<String, String> labels) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writeLabels(json, labels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeLabels(JsonGenerator json, Map<String, String> labels)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }

  /** What {@link #write(Content)} wrote. */
  public static Content read(String text) {
    SortedMap<String, String> fields = new TreeMap<>();
    SortedMap<String, String> labels = new TreeMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          readLabels(json, labels);
        } else {
          fields.put(name, json.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Content(
        field(fields, "rule"),
        Severity.ofWord(field(fields, "severity")).orElse(Severity.CRITICAL),
        field(fields, "condition"),
        field(fields, "value"),
        labels,
        fields.get("summary"),
        Instant.parse(field(fields, "fired_at")),
        Instant.parse(field(fields, "at")));
  }

  /** What {@link #write(Map)} wrote. */
  public static SortedMap<String, String> readLabels(String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      readLabels(json, labels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return labels;
  }

  private static void readLabels(JsonParser json, Map<String, String> labels) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      labels.put(name, json.getText());
    }
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("a kept notification lacks '%s'".formatted(name));
    }
    return value;
  }
}
