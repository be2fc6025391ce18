package com.ytempire.ml.inference.model.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object of a JSON file. Every refusal names the file, the field from the root, the value and
 * what is allowed.
 */
final class Fields {
  private static final int SHOWN = 80;

  private final String file;
  private final String path;
  private final JsonNode node;

  private Fields(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  /**
   * @param file what messages call the file
   */
  static Fields root(String file, JsonNode node) {
    if (!node.isObject()) {
      throw new ModelLoadException("%s: %s; expected a JSON object".formatted(file, shown(node)));
    }
    return new Fields(file, "", node);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private JsonNode require(String name, String allowed) {
    JsonNode value = optional(name);
    if (value == null) {
      throw new ModelLoadException(
          "%s: field '%s' is missing; expected %s".formatted(file, at(name), allowed));
    }
    return value;
  }

  private @Nullable JsonNode optional(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** A refusal of a field's value. */
  ModelLoadException refuse(String name, Object value, String allowed) {
    return new ModelLoadException(
        "%s: field '%s' is %s; expected %s".formatted(file, at(name), value, allowed));
  }

  private ModelLoadException refuse(String name, JsonNode value, String allowed) {
    return refuse(name, (Object) shown(value), allowed);
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  String text(String name, String allowed) {
    return asText(name, require(name, allowed), allowed);
  }

  @Nullable String optionalText(String name, String allowed) {
    JsonNode value = optional(name);
    return value == null ? null : asText(name, value, allowed);
  }

  private String asText(String name, JsonNode value, String allowed) {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw refuse(name, value, allowed);
    }
    return value.textValue();
  }

  /** A whole number of at least {@code least}. */
  long whole(String name, long least) {
    String allowed = "a whole number of at least " + least;
    JsonNode value = require(name, allowed);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least) {
      throw refuse(name, value, allowed);
    }
    return value.longValue();
  }

  /** A number of at least 0. */
  double positive(String name) {
    String allowed = "a number of at least 0";
    JsonNode value = require(name, allowed);
    if (!value.isNumber() || !(value.doubleValue() >= 0)) {
      throw refuse(name, value, allowed);
    }
    return value.doubleValue();
  }

  /** False where the field is absent. */
  boolean flag(String name) {
    JsonNode value = optional(name);
    if (value != null && !value.isBoolean()) {
      throw refuse(name, value, "true or false");
    }
    return value != null && value.booleanValue();
  }

  /** A constant by its word in lower case. */
  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String allowed = words(type);
    return constant(name, text(name, allowed), type);
  }

  private <E extends Enum<E>> E constant(String name, String word, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> refuse(name, "\"" + word + "\"", words(type)));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> String words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Fields::word)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  Fields object(String name) {
    return child(at(name), name, require(name, "an object"));
  }

  @Nullable Fields optionalObject(String name) {
    JsonNode value = optional(name);
    return value == null ? null : child(at(name), name, value);
  }

  private Fields child(String childPath, String name, JsonNode value) {
    if (!value.isObject()) {
      throw refuse(name, value, "an object");
    }
    return new Fields(file, childPath, value);
  }

  /** The objects of an array. */
  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      objects.add(child("%s[%d]".formatted(at(name), objects.size()), name, element));
    }
    return objects;
  }

  /** The fields of an object that are objects themselves, in the file's order. */
  Map<String, Fields> objectsByName() {
    Map<String, Fields> objects = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(name -> objects.put(name, object(name)));
    return objects;
  }

  /** Texts by name; empty where the field is absent. */
  Map<String, String> texts(String name) {
    Fields object = optionalObject(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (object != null) {
      object.node.fieldNames().forEachRemaining(key -> texts.put(key, object.text(key, "a text")));
    }
    return texts;
  }

  /** Texts by constant, of an object that has to be there. */
  <E extends Enum<E>> Map<E, String> textsByChoice(String name, Class<E> type, String allowed) {
    Fields object = object(name);
    Map<E, String> texts = new LinkedHashMap<>();
    object
        .node
        .fieldNames()
        .forEachRemaining(
            key -> texts.put(object.constant(key, key, type), object.text(key, allowed)));
    return texts;
  }

  /** The texts of an array; empty where the field is absent. */
  List<String> textList(String name) {
    if (optional(name) == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      texts.add(asText("%s[%d]".formatted(name, texts.size()), element, "a text"));
    }
    return texts;
  }

  /** The elements of an array, which the caller checks. */
  JsonNode array(String name) {
    JsonNode value = require(name, "an array");
    if (!value.isArray()) {
      throw refuse(name, value, "an array");
    }
    return value;
  }

  /** Whether the field is there and not null. */
  boolean has(String name) {
    return optional(name) != null;
  }
}
