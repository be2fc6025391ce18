package com.ytempire.ml.api.similar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.store.ContentIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarHttpTest {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00Z");

  private static ServiceUnderTest service;
  private static ServiceClient caller;

  @BeforeAll
  static void fill() {
    service = ServiceUnderTest.shared();
    caller = service.as("predict");
    service
        .part(ContentIndex.class)
        .save(
            List.of(
                content("US|similar1", "knitting for cats", AT),
                content("US|similar2", "knitting for dogs", AT.minusSeconds(60)),
                content("US|similar3", "volcanoes", AT)));
  }

  private static EmbeddedContent content(String id, String title, Instant at) {
    return new EmbeddedContent(
        new ContentSnapshot(id, title, "c", 15, null, "e", at, Map.of("views", 12.0)),
        WordEncoder.VERSION,
        WordEncoder.embedding(title));
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("results").findValuesAsText("content_id");
  }

  @Test
  void findsContentLikeAText() {
    Answer answer =
        caller.post(
            "/similar", "{\"text\":\"Knitting, for cats!\",\"min_similarity\":0.5,\"limit\":5}");

    assertThat(ids(answer)).containsExactly("US|similar1", "US|similar2");
    JsonNode first = answer.json().at("/results/0");
    assertThat(first.toString())
        .isEqualTo(
            "{\"content_id\":\"US|similar1\",\"content_type\":\"video\",\"similarity\":1.0,"
                + "\"title\":\"knitting for cats\",\"channel_id\":\"c\",\"category_id\":15,"
                + "\"publish_time\":null,\"views\":12,\"snapshot_time\":\"2025-01-10T10:00:00Z\"}");
    assertThat(answer.json().path("total").asInt()).isEqualTo(2);
    assertThat(answer.json().path("encoder").asText()).isEqualTo(WordEncoder.VERSION);
  }

  @Test
  void findsContentLikeOtherContentButNotItself() {
    Answer answer =
        caller.post(
            "/similar", "{\"content_id\":\"US|similar1\",\"limit\":1,\"min_similarity\":0.5}");

    assertThat(ids(answer)).containsExactly("US|similar2");
  }

  @Test
  void leavesOutWhatIsOlder() {
    Answer answer =
        caller.post(
            "/similar",
            "{\"text\":\"knitting for\",\"min_similarity\":0.5,\"since\":\"2025-01-10T10:00:00Z\"}");

    assertThat(ids(answer)).containsExactly("US|similar1");
  }

  @Test
  void saysThatContentIsNotKnown() {
    Answer answer = caller.post("/similar", "{\"content_id\":\"US|nobody\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "{} => text",
        "{'text':'a','content_id':'b'} => text",
        "{'text':' '} => text",
        "{'text':''} => text",
        "{'text':'a','limit':0} => limit",
        "{'text':'a','limit':101} => limit",
        "{'text':'a','min_similarity':2} => min_similarity",
        "{'text':'a','content_type':'script'} => content_type",
        "{'text':'a','since':'yesterday'} => since",
        "{'text':'a','more':1} => more",
      })
  void refusesWrongRequestsNamingTheField(String body, String field) {
    Answer answer = caller.post("/similar", body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void needsTheScope() {
    assertThat(service.as("read", "ingest").post("/similar", "{\"text\":\"a\"}").status())
        .isEqualTo(403);
  }
}
