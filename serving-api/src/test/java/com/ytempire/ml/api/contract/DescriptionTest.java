package com.ytempire.ml.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What matters of the description, without the linter. */
class DescriptionTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private static ApiDocument document;
  private static AnswerRules rules;

  @BeforeAll
  static void read() throws IOException {
    document = ApiDocument.of(ContractService.get());
    rules = new AnswerRules(document);
    // For scripts/lint-openapi.sh.
    Files.writeString(Path.of("target", "openapi.json"), document.root().toPrettyString());
  }

  @Test
  void namesEveryOperationOnceAndSaysWhatItIsFor() {
    Set<String> ids = new HashSet<>();
    for (Operation operation : document.operations()) {
      JsonNode node = operation.node();
      assertThat(ids.add(node.path("operationId").asText()))
          .as("%s has an id of its own: %s", operation, node.path("operationId"))
          .isTrue();
      assertThat(node.path("operationId").asText()).as("%s", operation).isNotBlank();
      assertThat(node.path("summary").asText()).as("%s has a summary", operation).isNotBlank();
      assertThat(node.path("description").asText()).as("%s is described", operation).isNotBlank();
      assertThat(node.path("tags")).as("%s has a tag", operation).isNotEmpty();
      assertThat(known(node.path("tags"))).as("%s has a known tag", operation).isTrue();
    }
  }

  private static boolean known(JsonNode tags) {
    Set<String> all = new HashSet<>();
    document.root().path("tags").forEach(tag -> all.add(tag.path("name").asText()));
    for (JsonNode tag : tags) {
      if (!all.contains(tag.asText())) {
        return false;
      }
    }
    return true;
  }

  @Test
  void saysForEveryOperationWhatItAnswersAndWhoMayCallIt() {
    JsonNode schemes = document.root().at("/components/securitySchemes");
    assertThat(schemes.has("bearer") && schemes.has("api_key")).isTrue();
    assertThat(document.root().path("security")).isNotEmpty();
    for (Operation operation : document.operations()) {
      assertThat(operation.statuses())
          .as("%s", operation)
          .anyMatch(status -> status.startsWith("2"))
          .doesNotContain("default");
      operation
          .node()
          .path("responses")
          .forEach(
              answer ->
                  assertThat(document.resolve(answer).path("description").asText())
                      .as("%s describes its answers", operation)
                      .isNotBlank());
    }
    assertThat(document.operations().stream().filter(Operation::isOpen).map(Operation::path))
        .as("what anybody may call")
        .allMatch(path -> path.startsWith("/ml/v1/health/") || path.startsWith("/v2/health/"));
  }

  @Test
  void describesEveryParameterAndNamesItAsTheReferenceDoes() {
    for (Operation operation : document.operations()) {
      List<String> inPath = new ArrayList<>();
      for (JsonNode given : operation.node().path("parameters")) {
        JsonNode parameter = document.resolve(given);
        String name = parameter.path("name").asText();
        assertThat(parameter.path("description").asText())
            .as("%s describes %s", operation, name)
            .isNotBlank();
        assertThat(parameter.path("schema")).as("%s %s", operation, name).isNotEmpty();
        if (parameter.path("in").asText().equals("path")) {
          inPath.add(name);
        }
        if (!parameter.path("in").asText().equals("header")) {
          assertThat(name).as("%s", operation).matches(SNAKE_CASE);
        }
      }
      Matcher named = PARAMETER.matcher(operation.path());
      List<String> wanted = new ArrayList<>();
      while (named.find()) {
        wanted.add(named.group(1));
      }
      assertThat(inPath).as("%s", operation).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void givesOnlyExamplesThatAreValid() {
    List<String> broken = new ArrayList<>();
    examples("", document.root(), broken);

    assertThat(broken).isEmpty();
  }

  private static void examples(String pointer, JsonNode node, List<String> broken) {
    if (node.isObject()) {
      boolean schema = node.has("type") || node.has("properties") || node.has("$ref");
      if (schema && node.has("example") && !pointer.endsWith("/properties")) {
        invalid(pointer, node.path("example"), broken);
      }
      if (schema && node.path("examples").isArray()) {
        node.path("examples").forEach(example -> invalid(pointer, example, broken));
      }
      if (node.has("schema") && node.has("example")) {
        invalid(pointer + "/schema", node.path("example"), broken);
      }
      if (node.has("schema") && node.path("examples").isObject()) {
        node.path("examples")
            .forEach(example -> invalid(pointer + "/schema", example.path("value"), broken));
      }
    }
    node.properties()
        .forEach(
            field ->
                examples(
                    pointer + "/" + ApiDocument.escape(field.getKey()), field.getValue(), broken));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      examples(pointer + "/" + i, node.get(i), broken);
    }
  }

  private static void invalid(String pointer, JsonNode example, List<String> broken) {
    rules.invalid(pointer, example).forEach(rule -> broken.add(pointer + ": " + rule));
  }

  @Test
  void referencesOnlyWhatIsThereAndHoldsNothingThatIsNotUsed() {
    Set<String> used = new HashSet<>();
    references(document.root(), used);

    assertThat(used)
        .isNotEmpty()
        .allMatch(ref -> !document.root().at(ref.substring(1)).isMissingNode());
    for (String kind : List.of("schemas", "responses", "parameters")) {
      document
          .root()
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(used).contains("#/components/%s/%s".formatted(kind, name)));
    }
  }

  private static void references(JsonNode node, Set<String> used) {
    if (node.path("$ref").isTextual()) {
      used.add(node.path("$ref").asText());
    }
    node.forEach(child -> references(child, used));
  }

  @Test
  void namesEveryFieldInSnakeCase() {
    document
        .root()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(
                        field -> assertThat(field).as(schema.getKey()).matches(SNAKE_CASE)));
    assertThat(document.root().path("openapi").asText().toLowerCase(Locale.ROOT)).startsWith("3.1");
  }
}
