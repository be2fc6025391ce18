package com.ytempire.ml.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Says the same in OpenAPI 3.0. Tcases 4.1.1 reads 3.1 without a word, and then takes neither lists
 * of types nor enums nor closed objects into account; nor does it write times that are valid in a
 * process whose zone is UTC.
 */
final class OlderDocument {
  /** Times that have passed and that no limit leaves out. */
  private static final String TIME =
      "^20(0[6-9]|1[0-9]|2[0-5])-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
          + "T(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$";

  /** Longer lists take minutes to make up; what is too long is tested where it is read. */
  private static final int MOST_ITEMS = 100;

  private OlderDocument() {}

  static ObjectNode of(ApiDocument document) {
    ObjectNode older = (ObjectNode) converted(document.root());
    older.put("openapi", "3.0.3");
    older.remove("jsonSchemaDialect");
    older.remove("webhooks");
    return older;
  }

  private static JsonNode converted(JsonNode node) {
    if (node.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> items.add(converted(item)));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(field -> object.set(field.getKey(), converted(field.getValue())));
    if (object.path("$ref").isTextual()) {
      return reference(object);
    }
    if (object.path("examples").isArray()) {
      object.remove("examples");
    }
    if (object.has("const")) {
      object.putArray("enum").add(object.remove("const"));
    }
    if (object.path("maxItems").asInt() > MOST_ITEMS) {
      object.remove("maxItems");
    }
    types(object);
    alternatives(object, "anyOf");
    alternatives(object, "oneOf");
    bound(object, "exclusiveMinimum", "minimum");
    bound(object, "exclusiveMaximum", "maximum");
    if (object.path("format").asText().equals("date-time")) {
      object.remove("format");
      object.put("pattern", TIME);
    }
    return object;
  }

  /** Beside a reference, 3.0 knows nothing. */
  private static JsonNode reference(ObjectNode object) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.set("$ref", object.get("$ref"));
    if (object.size() == 1 || !object.path("$ref").asText().contains("/schemas/")) {
      return alone;
    }
    ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
    wrapped.putArray("allOf").add(alone);
    return wrapped;
  }

  private static void types(ObjectNode object) {
    if (!(object.get("type") instanceof ArrayNode types)) {
      return;
    }
    List<String> named = new ArrayList<>();
    types.forEach(type -> named.add(type.asText()));
    if (named.remove("null")) {
      object.put("nullable", true);
    }
    if (named.size() == 1) {
      object.put("type", named.get(0));
    } else {
      // Without a type, what is said of a list is taken for said of all.
      object.remove("type");
      object.remove("items");
    }
  }

  private static void alternatives(ObjectNode object, String keyword) {
    if (!(object.get(keyword) instanceof ArrayNode given)) {
      return;
    }
    ArrayNode left = JsonNodeFactory.instance.arrayNode();
    given.forEach(
        schema -> {
          if (schema.path("type").asText().equals("null")) {
            object.put("nullable", true);
          } else {
            left.add(schema);
          }
        });
    object.remove(keyword);
    object.set(left.size() == 1 ? "allOf" : keyword, left);
  }

  private static void bound(ObjectNode object, String exclusive, String inclusive) {
    if (object.path(exclusive).isNumber()) {
      object.set(inclusive, object.get(exclusive));
      object.put(exclusive, true);
    }
  }
}
