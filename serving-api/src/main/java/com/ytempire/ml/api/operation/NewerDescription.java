package com.ytempire.ml.api.operation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Says in OpenAPI 3.1 what the build says in 3.0: asked for 3.1, the build's generator adds types
 * that no value has and loses the lengths of texts that may be absent. Also says what the generator
 * cannot know: fields that are not described are refused in requests.
 */
final class NewerDescription {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String GENERATED_SCHEME = "Authorization";

  /** So the generator describes values that may be of any kind, texts and numbers among them. */
  private static final Map<String, Object> ANYTHING = Map.of("type", "object");

  private NewerDescription() {}

  /** Changes the document, which must be 3.0 and changeable throughout. */
  static void raise(Map<String, Object> document) {
    rewrite(document);
    close(document);
    drop(document);
    tellScopes(document);
    document.put("openapi", "3.1.0");
  }

  private static void rewrite(Object node) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(NewerDescription::rewrite);
      keywords(asMap(map));
    } else if (node instanceof Collection<?> items) {
      items.forEach(NewerDescription::rewrite);
    }
  }

  private static void keywords(Map<String, Object> schema) {
    if (schema.containsKey("example") && schema.get("example") == null) {
      schema.remove("example");
    }
    if (ANYTHING.equals(schema.get("additionalProperties"))) {
      schema.put("additionalProperties", true);
    }
    bound(schema, "exclusiveMinimum", "minimum");
    bound(schema, "exclusiveMaximum", "maximum");
    if (Boolean.TRUE.equals(schema.get("nullable"))) {
      schema.remove("nullable");
      allowNull(schema);
    }
  }

  private static void allowNull(Map<String, Object> schema) {
    if (schema.get("enum") instanceof List<?> values) {
      List<Object> more = new ArrayList<>(values);
      more.add(null);
      schema.put("enum", more);
    }
    if (schema.get("type") instanceof String type) {
      schema.put("type", List.of(type, "null"));
    } else if (schema.remove("allOf") instanceof List<?> parts) {
      Object given = parts.size() == 1 ? parts.get(0) : Map.of("allOf", parts);
      schema.put("anyOf", List.of(given, Map.of("type", "null")));
    }
  }

  private static void bound(Map<String, Object> schema, String exclusive, String inclusive) {
    if (schema.get(exclusive) instanceof Boolean isExclusive) {
      schema.remove(exclusive);
      if (isExclusive && schema.containsKey(inclusive)) {
        schema.put(exclusive, schema.remove(inclusive));
      }
    }
  }

  /** Every object in a request has the fields that are described and no others. */
  private static void close(Map<String, Object> document) {
    Map<String, Object> schemas = child(child(document, "components"), "schemas");
    Set<Object> seen = new HashSet<>();
    Deque<Object> next = new ArrayDeque<>();
    for (Object path : child(document, "paths").values()) {
      for (Object operation : asMap(path).values()) {
        if (operation instanceof Map<?, ?> map && map.get("requestBody") != null) {
          next.add(map.get("requestBody"));
        }
      }
    }
    while (!next.isEmpty()) {
      Object node = next.remove();
      if (node instanceof Collection<?> items) {
        items.stream().filter(Objects::nonNull).forEach(next::add);
      } else if (node instanceof Map<?, ?> map) {
        if (map.containsKey("properties")) {
          asMap(map).putIfAbsent("additionalProperties", false);
        }
        map.values().stream().filter(Objects::nonNull).forEach(next::add);
        if (map.get("$ref") instanceof String ref && ref.startsWith(SCHEMAS) && seen.add(ref)) {
          next.add(child(schemas, ref.substring(SCHEMAS.length())));
        }
      }
    }
  }

  /** Types of the code that no operation takes or gives. */
  private static void drop(Map<String, Object> document) {
    Map<String, Object> components = child(document, "components");
    Map<String, Object> schemas = child(components, "schemas");
    Set<String> used = new HashSet<>();
    Deque<Object> next = new ArrayDeque<>(List.of(child(document, "paths")));
    while (!next.isEmpty()) {
      Object node = next.remove();
      if (node instanceof Collection<?> items) {
        items.stream().filter(Objects::nonNull).forEach(next::add);
      } else if (node instanceof Map<?, ?> map) {
        map.values().stream().filter(Objects::nonNull).forEach(next::add);
        if (map.get("$ref") instanceof String ref && ref.startsWith(SCHEMAS)) {
          String name = ref.substring(SCHEMAS.length());
          if (used.add(name)) {
            next.add(child(schemas, name));
          }
        }
      }
    }
    schemas.keySet().retainAll(used);
  }

  /**
   * The generator takes scopes for those of a scheme of its own, which the service does not have.
   */
  private static void tellScopes(Map<String, Object> document) {
    child(child(document, "components"), "securitySchemes").remove(GENERATED_SCHEME);
    for (Object path : child(document, "paths").values()) {
      for (Object operation : asMap(path).values()) {
        if (operation instanceof Map<?, ?> map && map.get("security") instanceof List<?> rules) {
          List<Object> scopes = new ArrayList<>();
          for (Object rule : rules) {
            if (rule instanceof Map<?, ?> named
                && named.get(GENERATED_SCHEME) instanceof List<?> wanted) {
              scopes.addAll(wanted);
            }
          }
          if (!scopes.isEmpty()) {
            asMap(map).remove("security");
            asMap(map).put("x-scopes", scopes);
          }
        }
      }
    }
  }

  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return asMap(parent.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked") // Keys in YAML of this kind are texts.
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
