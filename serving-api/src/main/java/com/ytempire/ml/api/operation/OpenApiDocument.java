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
 * The description of all operations, OpenAPI 3.1: what the build found in the code, what the code
 * reads byte by byte, so that the build cannot know it, and the answers that every operation can
 * give. Made once; immutable.
 */
@Singleton
@Context
final class OpenApiDocument {
  private static final String GENERATED = "META-INF/swagger/openapi.yml";
  private static final String COMMON = "openapi-common.yml";
  private static final List<String> BY_HAND =
      List.of("openapi-events.yml", "openapi-protocol.yml", "openapi-retraining.yml");
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
    Map<String, Object> common = byHand(reader, COMMON);
    document.put("servers", common.get("servers"));
    document.put("security", common.get("security"));
    document.put("paths", based(child(document, "paths")));
    open(child(document, "paths"));
    add(document, child(document, "paths"), common);
    child(child(document, "components"), "responses")
        .values()
        .forEach(OpenApiDocument::tellProblem);
    for (String file : BY_HAND) {
      Map<String, Object> more = byHand(reader, file);
      add(document, child(more, "paths"), more);
      child(document, "paths").putAll(child(more, "paths"));
    }
    tellTags(document);
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

  private static Map<String, Object> byHand(Yaml reader, String file) {
    try (InputStream stream = OpenApiDocument.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return reader.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes over the components of a file, and its answers for operations that have no such one. */
  private static void add(
      Map<String, Object> document, Map<String, Object> paths, Map<String, Object> file) {
    Map<String, Object> components = child(document, "components");
    Map<String, Object> more = child(file, "components");
    for (String kind : more.keySet()) {
      child(components, kind).putAll(child(more, kind));
    }
    Map<String, Object> answers = child(file, "responses");
    for (Map<String, Object> operation : operations(paths)) {
      answers.forEach(child(operation, "responses")::putIfAbsent);
    }
  }

  private static void open(Map<String, Object> paths) {
    for (String path : paths.keySet()) {
      if (OPEN.stream().anyMatch(prefix -> path.startsWith(BasePaths.BASE + prefix))) {
        operations(Map.of(path, child(paths, path)))
            .forEach(operation -> operation.put("security", List.of()));
      }
    }
  }

  private static List<Map<String, Object>> operations(Map<String, Object> paths) {
    return paths.values().stream()
        .flatMap(path -> asMap(path).entrySet().stream())
        .filter(entry -> METHODS.contains(entry.getKey()))
        .map(entry -> asMap(entry.getValue()))
        .toList();
  }

  private static void tellTags(Map<String, Object> document) {
    Set<String> names = new TreeSet<>();
    for (Map<String, Object> operation : operations(child(document, "paths"))) {
      Object tags = operation.computeIfAbsent("tags", key -> List.of("operation"));
      ((List<?>) tags).forEach(tag -> names.add(String.valueOf(tag)));
    }
    document.put("tags", names.stream().map(tag -> Map.of("name", tag)).toList());
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
