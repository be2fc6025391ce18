package com.ytempire.ml.api.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.api.http.BasePaths;
import io.micronaut.context.annotation.Context;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The description of all operations, OpenAPI 3.1: what the build found in the code, and the answers
 * that every operation can give. Made once; immutable.
 */
@Singleton
@Context
final class OpenApiDocument {
  private static final String GENERATED = "META-INF/swagger/openapi.yml";
  private static final String COMMON = "openapi-common.yml";
  private static final String PROBLEM = "application/problem+json";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  /** What may be called without being known. */
  private static final List<String> OPEN = List.of("/health/", "/openapi.", "/docs");

  private final String yaml;
  private final String json;

  OpenApiDocument() {
    var format = new DumperOptions();
    format.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    format.setDereferenceAliases(true);
    var reader =
        new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(format), format);
    Map<String, Object> document = generated(reader);
    NewerDescription.raise(document);
    merge(document, common(reader));
    this.yaml = reader.dump(document);
    var mapper = new ObjectMapper();
    try {
      this.json = mapper.writeValueAsString(mapper.convertValue(document, ObjectNode.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the description is no JSON", e);
    }
  }

  String yaml() {
    return yaml;
  }

  String json() {
    return json;
  }

  /** Tests that have operations of their own have a file of this name too. */
  private static Map<String, Object> generated(Yaml reader) {
    try {
      ClassLoader loader = OpenApiDocument.class.getClassLoader();
      for (URL file : Collections.list(loader.getResources(GENERATED))) {
        try (InputStream stream = file.openStream()) {
          Map<String, Object> document = reader.load(stream);
          if (ApiDescription.TITLE.equals(child(document, "info").get("title"))) {
            return document;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(GENERATED + " is not on the class path");
  }

  private static Map<String, Object> common(Yaml reader) {
    try (InputStream stream = OpenApiDocument.class.getResourceAsStream(COMMON)) {
      if (stream == null) {
        throw new IllegalStateException(COMMON + " is not on the class path");
      }
      return reader.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(Map<String, Object> document, Map<String, Object> common) {
    document.put("servers", common.get("servers"));
    document.put("security", common.get("security"));
    Map<String, Object> components = child(document, "components");
    Map<String, Object> shared = child(common, "components");
    for (String kind : shared.keySet()) {
      child(components, kind).putAll(child(shared, kind));
    }
    child(components, "responses").values().forEach(OpenApiDocument::tellProblem);
    Map<String, Object> answers = child(common, "responses");
    Map<String, Object> paths = based(child(document, "paths"));
    document.put("paths", paths);
    Set<String> tags = new TreeSet<>();
    for (String path : paths.keySet()) {
      Map<String, Object> operations = child(paths, path);
      boolean open = OPEN.stream().anyMatch(prefix -> path.startsWith(BasePaths.BASE + prefix));
      for (String method : operations.keySet()) {
        if (METHODS.contains(method)) {
          Map<String, Object> operation = child(operations, method);
          answers.forEach(child(operation, "responses")::putIfAbsent);
          bodies(operation);
          tags.addAll(tags(operation));
          if (open) {
            operation.put("security", List.of());
          }
        }
      }
    }
    document.put("tags", tags.stream().map(tag -> Map.of("name", tag)).toList());
  }

  private static List<String> tags(Map<String, Object> operation) {
    Object tags = operation.computeIfAbsent("tags", key -> List.of("operation"));
    return ((List<?>) tags).stream().map(String::valueOf).toList();
  }

  /** Where the code reads a body's bytes itself, the build takes it for a text. */
  private static void bodies(Map<String, Object> operation) {
    if (!operation.containsKey("requestBody")) {
      return;
    }
    Map<String, Object> media = child(child(operation, "requestBody"), "content");
    for (String type : media.keySet()) {
      Map<String, Object> content = child(media, type);
      content.remove("example", null);
      boolean bytes = "byte".equals(child(content, "schema").get("format"));
      if (bytes && type.equals("application/json")) {
        Map<String, Object> object = Map.of("type", "object");
        content.put(
            "schema", Map.of("oneOf", List.of(object, Map.of("type", "array", "items", object))));
      } else if (bytes) {
        content.put("schema", Map.of("type", "string"));
      }
    }
  }

  /** The build does not know where the operations are mounted. */
  private static Map<String, Object> based(Map<String, Object> paths) {
    Map<String, Object> based = new LinkedHashMap<>();
    paths.forEach((path, operations) -> based.put(BasePaths.based(path), operations));
    return based;
  }

  private static void tellProblem(Object response) {
    Map<String, Object> schema = Map.of("$ref", "#/components/schemas/Problem");
    asMap(response).putIfAbsent("content", Map.of(PROBLEM, Map.of("schema", schema)));
  }

  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return asMap(parent.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked") // Keys in YAML of this kind are texts.
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
