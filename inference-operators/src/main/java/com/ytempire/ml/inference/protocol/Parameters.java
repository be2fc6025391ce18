package com.ytempire.ml.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code parameters} object of a request, an input or an output. Unknown ones are ignored. */
final class Parameters {
  static final Parameters NONE = new Parameters("", Map.of());

  private static final Object OTHER = new Object();

  private final String owner;
  private final Map<String, Object> values;

  private Parameters(String owner, Map<String, Object> values) {
    this.owner = owner;
    this.values = values;
  }

  /**
   * @param parser at the value
   * @param owner whose they are, for messages
   */
  static Parameters read(JsonParser parser, String owner) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw ProtocolException.invalid("'parameters' of %s is not an object", owner);
    }
    Map<String, Object> values = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Object value =
          switch (parser.nextToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            default -> OTHER;
          };
      parser.skipChildren();
      values.put(name, value);
    }
    return new Parameters(owner, values);
  }

  private static Object wholeNumber(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> OTHER;
    };
  }

  /** A string value. */
  static String text(JsonParser parser, String what) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw ProtocolException.invalid("%s is not a string", what);
    }
    return parser.getText();
  }

  Optional<Boolean> flag(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  /** A whole number of 64 bits. */
  Optional<Long> number(String name) {
    return typed(name, Long.class, "a whole number");
  }

  /** Fails when one of these is there: ignoring it would change the answer. */
  void refuse(String... names) {
    for (String name : names) {
      if (values.containsKey(name)) {
        throw ProtocolException.invalid("parameter '%s' of %s is not supported", name, owner);
      }
    }
  }

  private <T> Optional<T> typed(String name, Class<T> type, String expected) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw ProtocolException.invalid("parameter '%s' of %s: expected %s", name, owner, expected);
    }
    return Optional.of(type.cast(value));
  }
}
