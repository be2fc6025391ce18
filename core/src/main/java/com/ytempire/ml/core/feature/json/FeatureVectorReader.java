package com.ytempire.ml.core.feature.json;

import static com.ytempire.ml.core.event.json.InvalidEventException.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.IsoTimes;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureVector;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads named numbers out of messages of the {@code features} topic, or says why a message is none.
 *
 * <p>A name is that of an input ({@code "inputs": {"views": 123}}) or of a feature's column ({@code
 * "features": {"view_velocity": {"value": 12.5, "version": 1}}}); an input wins over a feature of
 * the same name, even where it is null. What was not asked for, embeddings above all, is skipped
 * without being kept. Fields it does not know are ignored.
 *
 * <p>Keeps buffers between calls: make one per thread.
 */
public final class FeatureVectorReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // The symbol table finds names without String.intern, which hostile names would fill.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();
  private static final String TIME_ALLOWED =
      "an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z";

  private final List<String> names;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final boolean[] isInput;

  /**
   * @param names the numbers to read, in the order of the vectors' values; each name once
   */
  public FeatureVectorReader(List<String> names) {
    this.names = List.copyOf(names);
    this.isInput = new boolean[names.size()];
    for (int i = 0; i < this.names.size(); i++) {
      if (indexes.put(this.names.get(i), i) != null) {
        throw new IllegalArgumentException("'" + names.get(i) + "' is asked for twice");
      }
    }
  }

  /** The numbers that are read, in the order of the vectors' values. */
  public List<String> names() {
    return names;
  }

  /**
   * @throws InvalidEventException with the reason when the bytes are not a feature vector, or a
   *     number that was asked for is something else
   */
  public FeatureVector read(byte[] message) throws InvalidEventException {
    double[] values = new double[isInput.length];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(isInput, false);
    try (JsonParser in = FACTORY.createParser(message)) {
      return read(in, values);
    } catch (IOException e) {
      throw payload("is not JSON: " + shown(String.valueOf(e.getMessage())));
    }
  }

  private FeatureVector read(JsonParser in, double[] values)
      throws InvalidEventException, IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw payload("is not an object");
    }
    String type = null;
    String id = null;
    String eventId = null;
    Instant eventTime = null;
    Instant knownAt = null;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      switch (name) {
        case "entity_type" -> type = text(name, in);
        case "entity_id" -> id = text(name, in);
        case "event_id" -> eventId = text(name, in);
        case "event_time" -> eventTime = time(name, in);
        case "known_at" -> knownAt = time(name, in);
        case "features" -> readFeatures(in, values);
        case "inputs" -> readInputs(in, values);
        default -> in.skipChildren();
      }
    }
    if (in.nextToken() != null) {
      throw payload("goes on after the object");
    }
    return new FeatureVector(
        new EntityKey(required("entity_type", type), required("entity_id", id)),
        required("event_id", eventId),
        required("event_time", eventTime),
        required("known_at", knownAt),
        values);
  }

  private void readInputs(JsonParser in, double[] values)
      throws InvalidEventException, IOException {
    requireObject("inputs", in);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      Integer index = indexes.get(name);
      if (index == null) {
        in.skipChildren();
      } else {
        values[index] = number(name, in);
        isInput[index] = true;
      }
    }
  }

  private void readFeatures(JsonParser in, double[] values)
      throws InvalidEventException, IOException {
    requireObject("features", in);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      Integer index = indexes.get(name);
      if (index == null || isInput[index]) {
        in.skipChildren();
      } else {
        values[index] = feature(name, in);
      }
    }
  }

  private static double feature(String column, JsonParser in)
      throws InvalidEventException, IOException {
    requireObject(column, in);
    double value = Double.NaN;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      if (name.equals("value")) {
        value = number(column, in);
      } else {
        in.skipChildren();
      }
    }
    return value;
  }

  private static double number(String name, JsonParser in)
      throws InvalidEventException, IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Double.NaN;
    }
    if (!token.isNumeric()) {
      throw new InvalidEventException(name, seen(in), "is not a number", "a number or null");
    }
    double value = in.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new InvalidEventException(name, seen(in), "is too large", "a finite number or null");
    }
    return value;
  }

  private static String text(String name, JsonParser in) throws InvalidEventException, IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidEventException(name, seen(in), "is not a text", "a text");
    }
    return in.getText();
  }

  private static Instant time(String name, JsonParser in)
      throws InvalidEventException, IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      long millis = IsoTimes.parse(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
      if (millis != IsoTimes.NOT_A_TIME) {
        return Instant.ofEpochMilli(millis);
      }
    }
    throw new InvalidEventException(name, seen(in), "is not a time", TIME_ALLOWED);
  }

  private static void requireObject(String name, JsonParser in)
      throws InvalidEventException, IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidEventException(shown(name), seen(in), "is not an object", "an object");
    }
  }

  private static <T> T required(String name, @Nullable T value) throws InvalidEventException {
    if (value == null) {
      throw new InvalidEventException(name, "", "is missing", "one in every message");
    }
    return value;
  }

  private static String seen(JsonParser in) throws IOException {
    return shown(String.valueOf(in.getText()));
  }

  private static InvalidEventException payload(String problem) {
    return new InvalidEventException("payload", "", problem, "one JSON object");
  }
}
