package com.ytempire.ml.api.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.drift.story.RetrainingStories;
import com.ytempire.ml.drift.story.StoryJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RetrainingApiTest {
  private static final ModelRef WATCHED = new ModelRef("trend_predictor", "1.2.3");
  private static final ModelRef OTHER = new ModelRef("other", "1.0.0");
  private static final String LIST = "/drift/trend_predictor_v1.2.3/retrainings";

  private static ServiceUnderTest service;
  private static Retraining whole;

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(Map.of(), options -> options);
    register(WATCHED);
    register(OTHER);
    whole = MadeUpRetraining.put(service, WATCHED);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void register(ModelRef ref) {
    service
        .part(ModelRegistry.class)
        .register(
            new ModelVersion(
                UUID.randomUUID(),
                ref,
                "trend_prediction",
                ModelStatus.INACTIVE,
                "nowhere",
                null,
                null,
                null,
                Instant.now(),
                null,
                null,
                null));
  }

  private static Answer get(String path) {
    return service.as("read").get(path);
  }

  @Test
  void aStoryIsToldAsTheCommandTellsIt() throws Exception {
    Answer answer = get(LIST + "/" + MadeUpRetraining.ID);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                StoryJson.write(
                    service.part(RetrainingStories.class).find(MadeUpRetraining.ID).orElseThrow()));
    assertThat(answer.json()).isEqualTo(expected);
    assertThat(answer.json().path("standing").asText()).isEqualTo("rolled_back");
    assertThat(answer.json().at("/trials/0/looks/0/candidate_requests").asInt()).isEqualTo(100);
  }

  @Test
  void aStoryIsAPageWhereOneIsAccepted() {
    Answer answer =
        service.as("read").with("Accept", "text/html").get(LIST + "/" + MadeUpRetraining.ID);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type").orElse("")).startsWith("text/html");
    assertThat(answer.header("content-security-policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.body())
        .contains("Retraining of trend_predictor", "The canary of trend_predictor_v1.3.0")
        .doesNotContain("http://", "src=");
  }

  @Test
  void aPageIsGivenToBrowsersOnly() {
    String path = LIST + "/" + MadeUpRetraining.ID;
    String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    assertThat(type("*/*", path)).startsWith("application/json");
    assertThat(type("application/json, text/html;q=0.5", path)).startsWith("application/json");
    assertThat(type("text/html;q=0.5, application/json", path)).startsWith("application/json");
    assertThat(type(browser, path)).startsWith("text/html");
    assertThat(service.as("read").with("Accept", "image/png").get(path).status()).isEqualTo(406);
  }

  private static String type(String accept, String path) {
    Answer answer = service.as("read").with("Accept", accept).get(path);
    assertThat(answer.status()).isEqualTo(200);
    return answer.header("content-type").orElse("");
  }

  @Test
  void retrainingsAreListedTheNewestFirstPageByPage() {
    List<String> raised = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      raised.add(
          MadeUpRetraining.raise(
                  service, OTHER, whole.trigger().at().plus(Duration.ofMinutes(i + 1L)))
              .trigger()
              .id()
              .toString());
    }
    String path = "/drift/other_v1.0.0/retrainings?limit=2";

    JsonNode first = get(path).json();
    JsonNode next = get(path + "&after=" + first.path("next").asText()).json();

    assertThat(first.path("model").asText()).isEqualTo("other");
    assertThat(get("/drift/other/retrainings?limit=2").json()).as("by name").isEqualTo(first);
    assertThat(first.path("retrainings").findValuesAsText("trigger_id"))
        .containsExactly(raised.get(2), raised.get(1));
    assertThat(first.path("retrainings").findValuesAsText("outcome"))
        .containsExactly("joined", "joined");
    assertThat(next.path("retrainings").findValuesAsText("trigger_id"))
        .containsExactly(raised.get(0));
    assertThat(next.path("retrainings").findValuesAsText("standing")).containsExactly("waiting");
    assertThat(next.path("next").isNull()).isTrue();
  }

  @Test
  void nothingIsToldOfOtherModelsTriggersOrToOthers() {
    String id = MadeUpRetraining.ID.toString();

    assertThat(get("/drift/other_v1.0.0/retrainings/" + id).status()).isEqualTo(404);
    assertThat(get("/drift/nobody_v1/retrainings").status()).isEqualTo(404);
    assertThat(get("/drift/nobody/retrainings").status()).isEqualTo(404);
    assertThat(get("/drift/%00/retrainings").status()).isEqualTo(404);
    assertThat(get(LIST + "/" + new UUID(1, 2)).status()).isEqualTo(404);
    assertThat(get(LIST + "/1-1-1-1-1").status()).isEqualTo(404);
    assertThat(get(LIST + "?after=" + new UUID(1, 2)).status()).isEqualTo(404);
    assertThat(get(LIST + "?limit=101").status()).isEqualTo(400);
    assertThat(get(LIST + "?limit=0").status()).isEqualTo(400);
    assertThat(service.as("predict").get(LIST).status()).isEqualTo(403);
    assertThat(service.as("predict").get(LIST + "/" + id).status()).isEqualTo(403);
    assertThat(service.anybody().get(LIST + "/" + id).status()).isEqualTo(401);
  }
}
