package com.ytempire.ml.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {
  private final ServiceClient anybody = ServiceUnderTest.shared().anybody();

  @Test
  void describesEveryOperationWithEveryStatusThatItCanGive() {
    JsonNode document = anybody.get("/openapi.json").json();

    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(document.path("paths").has("/ml/v1/health/live")).isTrue();
    assertThat(document.path("paths"))
        .allSatisfy(
            path ->
                path.fields()
                    .forEachRemaining(
                        operation -> {
                          if (List.of("get", "post", "put", "delete")
                              .contains(operation.getKey())) {
                            assertThat(operation.getValue().path("responses").fieldNames())
                                .toIterable()
                                .contains(
                                    "400", "401", "403", "404", "413", "414", "415", "429", "431")
                                .contains("500", "503", "504")
                                .anyMatch(status -> status.startsWith("2"));
                          }
                        }));
    assertThat(document.at("/components/responses/timeout/content/application~1problem+json"))
        .isNotEmpty();
    assertThat(document.path("security").toString()).contains("bearer", "api_key");
  }

  @Test
  void givesTheSameAsYaml() {
    Answer yaml = anybody.get("/openapi.yml");

    assertThat(yaml.header("content-type").orElse("")).startsWith("application/yaml");
    Map<String, Object> read = new Yaml().load(yaml.body());
    assertThat(read).containsKeys("openapi", "paths", "components");
  }

  @Test
  void showsAPageThatAsksNoOtherHost() {
    Answer page = anybody.get("/docs");
    Answer start = anybody.get("/docs/start.js");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type").orElse("")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'");
    assertThat(page.body() + start.body()).doesNotContain("http://", "https://");
    assertThat(anybody.get("/docs/swagger-ui-bundle.js").body().length()).isGreaterThan(1_000_000);
    assertThat(anybody.get("/docs/swagger-ui.css").status()).isEqualTo(200);
  }

  @Test
  void givesOutNoOtherFile() {
    assertThat(anybody.get("/docs/index.html").status()).isEqualTo(404);
    assertThat(anybody.get("/docs/..%2F..%2Fapplication.yml").status()).isIn(400, 404);
  }
}
