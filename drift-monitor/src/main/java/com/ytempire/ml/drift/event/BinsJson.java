package com.ytempire.ml.drift.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.drift.detect.ComparedBin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Bins as a JSON array of objects {@code from, to, reference, current}; an open end is null. Has no
 * state.
 */
public final class BinsJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private BinsJson() {}

  /** As a value of a document. */
  public static void write(JsonGenerator out, List<ComparedBin> bins) throws IOException {
    out.writeStartArray();
    for (ComparedBin bin : bins) {
      out.writeStartObject();
      end(out, "from", bin.from());
      end(out, "to", bin.to());
      out.writeNumberField("reference", bin.reference());
      out.writeNumberField("current", bin.current());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void end(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }

  /** As a document. */
  public static String write(List<ComparedBin> bins) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, bins);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return text.toString();
  }

  /**
   * Reads a document.
   *
   * @throws IOException when it holds no bins
   */
  public static List<ComparedBin> read(String json) throws IOException {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("bins are a JSON array; this is not");
      }
      return read(in);
    }
  }

  /** Reads what follows the array's start; unknown fields are ignored. */
  static List<ComparedBin> read(JsonParser in) throws IOException {
    List<ComparedBin> bins = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("a bin is a JSON object; this is not");
      }
      double from = Double.NaN;
      double to = Double.NaN;
      double reference = Double.NaN;
      double current = Double.NaN;
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken token = in.nextToken();
        double value = token.isNumeric() ? in.getDoubleValue() : Double.NaN;
        switch (name) {
          case "from" -> from = value;
          case "to" -> to = value;
          case "reference" -> reference = value;
          case "current" -> current = value;
          default -> in.skipChildren();
        }
      }
      if (!Double.isFinite(reference) || !Double.isFinite(current)) {
        throw new IOException("a bin without its shares");
      }
      bins.add(new ComparedBin(from, to, reference, current));
    }
    return List.copyOf(bins);
  }
}
