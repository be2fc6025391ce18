package com.ytempire.ml.core.event.json;

import static com.ytempire.ml.core.event.json.InvalidEventException.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the fields of one JSON object at a time and reads checked values from them: the shared
 * half of the event readers. {@link #open} takes a payload, {@link #next} gives field names until
 * null, and each name is followed by one call that reads or skips its value. Parser errors are
 * turned into refusals. Reused for payload after payload; not thread-safe.
 */
final class JsonFields {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(1000)
                  .maxNumberLength(1000)
                  .maxStringLength(EventLimits.MAX_PAYLOAD_BYTES)
                  .build())
          // The symbol table finds names without String.intern, which hostile names would fill.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Clock clock;
  private final Set<String> unknownNames = new HashSet<>();
  private @Nullable JsonParser parser;
  private boolean mayHoldEscapes;
  private int seen;

  JsonFields(Clock clock) {
    this.clock = clock;
  }

  void open(byte[] payload, int offset, int length) throws InvalidEventException, IOException {
    if (length > EventLimits.MAX_PAYLOAD_BYTES) {
      throw payload(length + " bytes are too long", "up to 1048576 bytes");
    }
    if (length == 0) {
      throw payload("is empty", "one JSON object");
    }
    int broken = Utf8.firstInvalid(payload, offset, length);
    if (broken >= 0) {
      throw payload("is not UTF-8 at byte " + (broken - offset), "JSON in UTF-8");
    }
    // NUL and lone surrogates can only come from escapes once the bytes are valid.
    mayHoldEscapes = Utf8.contains(payload, offset, length, (byte) '\\');
    seen = 0;
    unknownNames.clear();
    JsonParser opened = FACTORY.createParser(payload, offset, length);
    parser = opened;
    JsonToken first = opened.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw payload("is " + kind(first) + ", not an object", "one JSON object");
    }
  }

  /** The next field's name, its value being current; null at the end of the object. */
  @Nullable String next() throws InvalidEventException, IOException {
    JsonParser p = parser();
    String name = p.nextFieldName();
    if (name == null) {
      if (p.nextToken() != null) {
        throw payload("goes on after the object at byte " + offset(p), "one JSON object");
      }
      return null;
    }
    p.nextToken();
    return name;
  }

  /** Remembers a known field by its bit, and refuses it the second time. */
  void once(int bit, String name) throws InvalidEventException {
    if ((seen & (1 << bit)) != 0) {
      throw twice(name);
    }
    seen |= 1 << bit;
  }

  void skipUnknown(String name) throws InvalidEventException, IOException {
    if (!unknownNames.add(name)) {
      throw twice(name);
    }
    parser().skipChildren();
  }

  /** A text without NUL or lone surrogates, as the databases need it; null for null. */
  @Nullable String text(String name) throws InvalidEventException, IOException {
    JsonParser p = parser();
    if (p.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (p.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(name, "a text or null");
    }
    String text = p.getText();
    if (mayHoldEscapes) {
      requireStorable(name, text);
    }
    return text;
  }

  /** A text of 1 to {@code maxChars} characters that is not blank; null for null. */
  @Nullable String shortText(String name, int maxChars) throws InvalidEventException, IOException {
    String text = text(name);
    return text == null ? null : shortText(name, text, maxChars, " or null");
  }

  /** Like {@link #shortText(String, int)}, but null is refused. */
  String requiredText(String name, int maxChars) throws InvalidEventException, IOException {
    String text = text(name);
    if (text == null) {
      throw new InvalidEventException(
          name, "", "is null", "a text of 1 to " + maxChars + " characters");
    }
    return shortText(name, text, maxChars, "");
  }

  private static String shortText(String name, String text, int maxChars, String orNull)
      throws InvalidEventException {
    if (text.length() > maxChars) {
      throw new InvalidEventException(
          name,
          "\"" + shown(text) + "\"",
          "has " + text.length() + " characters",
          "a text of 1 to " + maxChars + " characters" + orNull);
    }
    if (text.isBlank()) {
      throw new InvalidEventException(
          name,
          "\"" + shown(text) + "\"",
          "is blank",
          "a text of 1 to " + maxChars + " characters" + orNull);
    }
    return text;
  }

  /** One of a few words; null for null. */
  @Nullable String word(String name, Set<String> words, String allowed)
      throws InvalidEventException, IOException {
    String text = text(name);
    if (text != null && !words.contains(text)) {
      throw new InvalidEventException(name, "\"" + shown(text) + "\"", "is unknown", allowed);
    }
    return text;
  }

  /** A whole number from 0 to {@code max}; null for null. */
  @Nullable Long count(String name, long max) throws InvalidEventException, IOException {
    JsonParser p = parser();
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      throw number(name, p, "is not a whole number", max);
    }
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrongType(name, "0 to " + max + " or null");
    }
    if (p.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw number(name, p, p.getText().charAt(0) == '-' ? "is negative" : "is too large", max);
    }
    long value = p.getLongValue();
    if (value < 0) {
      throw number(name, p, "is negative", max);
    }
    if (value > max) {
      throw number(name, p, "is too large", max);
    }
    return value;
  }

  private static InvalidEventException number(String name, JsonParser p, String problem, long max)
      throws IOException {
    return new InvalidEventException(name, shown(p.getText()), problem, "0 to " + max + " or null");
  }

  /** A finite number from 0 to {@code max}; null for null. */
  @Nullable Double amount(String name, double max, String allowed)
      throws InvalidEventException, IOException {
    JsonParser p = parser();
    if (p.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (p.currentToken() == null || !p.currentToken().isNumeric()) {
      throw wrongType(name, allowed);
    }
    double value = p.getDoubleValue();
    if (value < 0) {
      throw new InvalidEventException(name, shown(p.getText()), "is negative", allowed);
    }
    if (value > max) {
      throw new InvalidEventException(name, shown(p.getText()), "is too large", allowed);
    }
    return value == 0 ? Double.valueOf(0.0) : Double.valueOf(value);
  }

  @Nullable Boolean flag(String name) throws InvalidEventException, IOException {
    JsonToken token = parser().currentToken();
    if (token == JsonToken.VALUE_TRUE) {
      return Boolean.TRUE;
    }
    if (token == JsonToken.VALUE_FALSE) {
      return Boolean.FALSE;
    }
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    throw wrongType(name, "true, false or null");
  }

  /** A list of texts; null for null. */
  @Nullable List<String> texts(String name) throws InvalidEventException, IOException {
    JsonParser p = parser();
    if (p.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (p.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType(name, "a list of texts or null");
    }
    List<String> texts = new ArrayList<>(32);
    while (p.nextToken() != JsonToken.END_ARRAY) {
      if (p.currentToken() != JsonToken.VALUE_STRING) {
        throw wrongType(name + "[" + texts.size() + "]", "a text");
      }
      String text = p.getText();
      if (mayHoldEscapes) {
        requireStorable(name, text);
      }
      texts.add(text);
    }
    return texts;
  }

  /** A time from 2005 until {@code ahead} after the clock's now; null for null. */
  @Nullable Instant time(String name, Duration ahead) throws InvalidEventException, IOException {
    JsonParser p = parser();
    if (p.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (p.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(name, "an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z");
    }
    long millis = IsoTimes.parse(p.getTextCharacters(), p.getTextOffset(), p.getTextLength());
    if (millis == IsoTimes.NOT_A_TIME) {
      throw new InvalidEventException(
          name,
          "\"" + shown(p.getText()) + "\"",
          "is not a time",
          "an ISO 8601 time with offset, such as 2020-01-04T19:23:00Z");
    }
    if (millis < EventLimits.EARLIEST.toEpochMilli()
        || millis > clock.millis() + ahead.toMillis()) {
      throw new InvalidEventException(
          name,
          shown(p.getText()),
          "is out of range",
          EventLimits.EARLIEST + " to " + ahead.toDays() + " d after now");
    }
    return Instant.ofEpochMilli(millis);
  }

  /** What a failure of the parser means for the sender. */
  InvalidEventException unreadable(IOException failure) {
    String at = parser == null ? "" : " at byte " + offset(parser);
    return failure instanceof StreamConstraintsException
        ? payload("goes beyond a limit" + at, "names and numbers to 1000 characters, depth to 64")
        : payload("is not JSON" + at, "one JSON object");
  }

  void close() {
    JsonParser open = parser;
    parser = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new IllegalStateException("closing a parser over memory failed", e);
      }
    }
  }

  private JsonParser parser() {
    if (parser == null) {
      throw new IllegalStateException("open a payload first");
    }
    return parser;
  }

  private static long offset(JsonParser p) {
    return p.currentLocation().getByteOffset();
  }

  private static void requireStorable(String name, String text) throws InvalidEventException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw notStorable(name, text, "holds a NUL character");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw notStorable(name, text, "holds half a surrogate pair");
      }
    }
  }

  private static InvalidEventException notStorable(String name, String text, String problem) {
    return new InvalidEventException(
        name, "\"" + shown(text) + "\"", problem, "whole Unicode characters other than NUL");
  }

  private InvalidEventException wrongType(String name, String allowed) throws IOException {
    JsonParser p = parser();
    JsonToken token = p.currentToken();
    String value =
        switch (token) {
          case VALUE_STRING -> "\"" + shown(p.getText()) + "\"";
          case START_ARRAY, START_OBJECT, VALUE_NULL -> "";
          default -> shown(p.getText());
        };
    return new InvalidEventException(name, value, "is " + kind(token), allowed);
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "blank";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      default -> "broken";
    };
  }

  private static InvalidEventException twice(String name) {
    return new InvalidEventException(shown(name), "", "is given twice", "each field once");
  }

  private static InvalidEventException payload(String problem, String allowed) {
    return new InvalidEventException("payload", "", problem, allowed);
  }

  static InvalidEventException missing(String name, String allowed) {
    return new InvalidEventException(name, "", "is missing", allowed);
  }

  /** Words as they stand in a message: {@code a, b, c or null}. */
  static String listed(String... words) {
    return String.join(", ", Arrays.asList(words)) + " or null";
  }
}
