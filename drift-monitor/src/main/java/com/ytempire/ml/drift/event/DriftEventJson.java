package com.ytempire.ml.drift.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@link DriftEvent} as a flat JSON object in UTF-8, as the topic has it. A number that there is
 * not is null. Has no state.
 */
public final class DriftEventJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private DriftEventJson() {}

  public static byte[] write(DriftEvent event) {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("model_name", event.model());
      out.writeStringField("model_version", event.version());
      out.writeStringField("slice", event.slice());
      out.writeStringField("window", event.window().word());
      out.writeStringField("window_start", event.windowStart().toString());
      out.writeStringField("window_end", event.windowEnd().toString());
      out.writeStringField("window_verdict", event.windowVerdict().word());
      out.writeStringField("kind", event.kind().word());
      out.writeStringField("feature", event.feature());
      out.writeStringField("verdict", event.verdict().word());
      out.writeStringField("test", event.test());
      number(out, "statistic", event.statistic());
      number(out, "threshold", event.threshold());
      number(out, "p_value", event.p());
      number(out, "p_value_corrected", event.corrected());
      number(out, "p_value_discovery", event.discovery());
      number(out, "significance", event.significance());
      number(out, "false_alarms_per_day", event.falseAlarmsPerDay());
      number(out, "reference_size", event.referenceSize());
      out.writeNumberField("current_size", event.currentSize());
      number(out, "error_bound", event.errorBound());
      number(out, "reference", event.reference());
      number(out, "current", event.current());
      out.writeStringField("shape", event.shape().word());
      out.writeStringField("reason", event.reason());
      out.writeFieldName("bins");
      BinsJson.write(out, event.bins());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void number(JsonGenerator out, String name, double value) throws IOException {
    out.writeFieldName(name);
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  /**
   * Reads what was written; unknown fields are ignored.
   *
   * @throws IOException when the bytes are no such event
   */
  public static DriftEvent read(byte[] json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    List<ComparedBin> bins = List.of();
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a drift event is a JSON object; this is not");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken token = in.nextToken();
        if (token == JsonToken.VALUE_STRING) {
          texts.put(name, in.getText());
        } else if (token.isNumeric()) {
          numbers.put(name, in.getDoubleValue());
        } else if (name.equals("bins") && token == JsonToken.START_ARRAY) {
          bins = BinsJson.read(in);
        } else {
          in.skipChildren();
        }
      }
    }
    return event(texts, numbers, bins);
  }

  private static DriftEvent event(
      Map<String, String> texts, Map<String, Double> numbers, List<ComparedBin> bins)
      throws IOException {
    try {
      return new DriftEvent(
          text(texts, "model_name"),
          text(texts, "model_version"),
          text(texts, "slice"),
          word(WindowKind.class, texts, "window"),
          Instant.parse(text(texts, "window_start")),
          Instant.parse(text(texts, "window_end")),
          word(DriftVerdict.class, texts, "window_verdict"),
          word(ColumnKind.class, texts, "kind"),
          text(texts, "feature"),
          word(DriftVerdict.class, texts, "verdict"),
          text(texts, "test"),
          numbers.getOrDefault("statistic", Double.NaN),
          numbers.getOrDefault("threshold", Double.NaN),
          numbers.getOrDefault("p_value", Double.NaN),
          numbers.getOrDefault("p_value_corrected", Double.NaN),
          numbers.getOrDefault("p_value_discovery", Double.NaN),
          numbers.getOrDefault("significance", Double.NaN),
          numbers.getOrDefault("false_alarms_per_day", Double.NaN),
          numbers.getOrDefault("reference_size", Double.NaN),
          numbers.getOrDefault("current_size", 0.0).intValue(),
          numbers.getOrDefault("error_bound", Double.NaN),
          numbers.getOrDefault("reference", Double.NaN),
          numbers.getOrDefault("current", Double.NaN),
          word(ChangeShape.class, texts, "shape"),
          text(texts, "reason"),
          bins);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("a drift event: " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, String> texts, String name) throws IOException {
    String text = texts.get(name);
    if (text == null) {
      throw new IOException("a drift event without " + name);
    }
    return text;
  }

  private static <E extends Enum<E>> E word(Class<E> type, Map<String, String> texts, String name)
      throws IOException {
    return Enum.valueOf(type, text(texts, name).toUpperCase(Locale.ROOT));
  }
}
