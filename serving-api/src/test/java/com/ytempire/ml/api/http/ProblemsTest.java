package com.ytempire.ml.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
  private static ServiceUnderTest service;
  private static ServiceClient caller;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            Map.of("SERVICE_MAX_BODY_BYTES", "4096", "SERVICE_MAX_JSON_DEPTH", "8"),
            options -> options.with(TestRoutes.Wanted.class, new TestRoutes.Wanted()));
    caller = service.as("predict");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void takesAValidBodyInSnakeCaseAndAnswersTheSame() {
    Answer answer =
        caller.post(
            "/trial",
            """
            {"some_name":"n","some_count":3,"some_share":1,"some_flag":true,"some_color":"light_red",
             "some_time":"2025-01-10T10:00:00Z","some_texts":["a"],
             "some_parts":[{"part_name":"p","part_count":1}]}""");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("trial").toString())
        .isEqualTo(
            "{\"some_name\":\"n\",\"some_count\":3,\"some_share\":1.0,\"some_flag\":true,"
                + "\"some_color\":\"light_red\",\"some_time\":\"2025-01-10T10:00:00Z\","
                + "\"some_texts\":[\"a\"],\"some_parts\":[{\"part_name\":\"p\",\"part_count\":1}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"some_name\":\"n\",\"other\":1}; other; there is no such field; ~~",
        "{\"someName\":\"n\"}; someName; there is no such field; ~~",
        "{\"some_name\":1}; some_name; expected a text; 1",
        "{\"some_name\":true}; some_name; expected a text; true",
        "{\"some_name\":\"n\",\"some_count\":\"3\"}; some_count; expected a whole number; 3",
        "{\"some_name\":\"n\",\"some_count\":1.5}; some_count; expected a whole number; 1.5",
        "{\"some_name\":\"n\",\"some_count\":true}; some_count; expected a whole number; ~~",
        "{\"some_name\":\"n\",\"some_count\":99999999999}; some_count; expected a whole number; ~~",
        "{\"some_name\":\"n\",\"some_share\":\"NaN\"}; some_share; expected a number; NaN",
        "{\"some_name\":\"n\",\"some_share\":\"1\"}; some_share; expected a number; 1",
        "{\"some_name\":\"n\",\"some_share\":1e999}; some_share; expected a number; 1e999",
        "{\"some_name\":\"n\",\"some_share\":[1]}; some_share; expected a number; ~~",
        "{\"some_name\":\"n\",\"some_flag\":1}; some_flag; expected true or false; 1",
        "{\"some_name\":\"n\",\"some_flag\":\"true\"}; some_flag; expected true or false; true",
        "{\"some_name\":\"n\",\"some_color\":\"green\"}; some_color; expected light_red|blue; green",
        "{\"some_name\":\"n\",\"some_color\":0}; some_color; expected light_red|blue; 0",
        "{\"some_name\":\"n\",\"some_time\":\"soon\"}; some_time; expected a time such as; soon",
        "{\"some_name\":\"n\",\"some_time\":5}; some_time; expected a time such as; 5",
        "{\"some_name\":\"n\",\"some_texts\":\"a\"}; some_texts; expected a list; ~~",
        "{\"some_name\":\"n\",\"some_texts\":[\"a\",1]}; some_texts[1]; expected a text; 1",
        "{\"some_name\":\"n\",\"some_parts\":[{\"part_name\":\"p\"}]}; some_parts[0].part_count; must not be null; ~~",
        "{\"some_name\":\"  \"}; some_name; must not be blank; ~  ~",
        "{}; some_name; must not be; ~~",
        "{\"some_name\":\"123456789012345678901\"}; some_name; size must be between; 123456789012345678901",
        "{\"some_name\":\"n\",\"some_texts\":[\"a\",\"\"]}; some_texts[1]; must not be blank; ~~",
        "{\"some_name\":\"n\",\"some_parts\":[{\"part_name\":\"p\",\"part_count\":0}]}; some_parts[0].part_count; greater than or equal to 1; 0",
        "[]; body; expected an object; ~~",
        "7; body; expected an object; ~~",
        "7.5; body; expected an object; ~~",
        "true; body; expected an object; ~~",
        "\"text\"; body; expected an object; ~~",
        "{\"some_name\":\"n\",\"some_parts\":[7.5]}; some_parts[0]; expected an object; ~~",
      })
  void namesFieldValueAndWhatIsAllowed(String body, String field, String message, String value) {
    Answer answer = caller.post("/trial", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
    assertThat(answer.json().path("errors").path(0).path("message").asText()).contains(message);
    assertThat(answer.json().path("errors").path(0).path("value").asText()).isEqualTo(value);
    assertThat(answer.body()).doesNotContain("com.ytempire", "jackson", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"some_name\":\"n\"",
        "{\"some_name\":\"n\"} 1",
        "{\"some_name\":\"n\",\"some_name\":\"m\"}",
        "{'some_name':'n'}",
        "not json",
        "{\"some_name\":NaN}",
        "{\"some_parts\":[[[[[[[[[[[[]]]]]]]]]]]]}",
      })
  void refusesWhatIsNoStrictJson(String body) {
    Answer answer = caller.post("/trial", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.body()).doesNotContain("com.", "fasterxml", "Exception", "StreamRead");
  }

  @Test
  void refusesAnEmptyBody() {
    Answer answer = caller.post("/trial", "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("body");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    Answer answer = caller.post("/trial", "{\"some_name\":\"" + "x".repeat(5000) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, not-found",
    "DELETE, /trial, 405, method-not-allowed",
    "GET, /trial/query, 400, invalid-request",
    "GET, /trial/query?some_number=x, 400, invalid-request",
    "GET, /trial/query?some_number=11, 400, invalid-request",
    "GET, /trial/fail/thrown, 409, conflict",
    "GET, /trial/fail/later, 404, not-found",
    "GET, /trial/fail/store, 503, unavailable",
    "GET, /trial/fail/bug, 500, internal",
    "GET, /trial/admin, 403, forbidden",
    "GET, /unruled, 403, forbidden",
  })
  void answersEveryFailureWithAProblem(String method, String path, int status, String kind) {
    Answer answer = caller.with("X-Request-Id", "my-id").send(method, path, null);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(kind);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("request_id").asText()).isEqualTo("my-id");
    assertThat(answer.header("X-Request-Id")).contains("my-id");
    assertThat(answer.body()).doesNotContain("secret", "SELECT", "Exception", "ytempire.ml");
  }

  @Test
  void saysWhenToTryAgainWhileAStoreIsAway() {
    assertThat(caller.get("/trial/fail/store").header("Retry-After")).contains("1");
  }

  @Test
  void refusesOtherMediaTypes() {
    Answer sent = caller.with("Content-Type", "text/xml").post("/trial", "<a/>");
    Answer wanted = caller.with("Accept", "text/xml").post("/trial", "{\"some_name\":\"n\"}");

    assertThat(sent.status()).isEqualTo(415);
    assertThat(sent.problem()).isEqualTo("unsupported-media-type");
    assertThat(wanted.status()).isEqualTo(406);
    assertThat(wanted.problem()).isEqualTo("not-acceptable");
  }

  @Test
  void refusesWhoeverIsNotKnown() {
    assertThat(service.anybody().get("/trial/admin").problem()).isEqualTo("unauthenticated");
    assertThat(service.anybody().get("/unruled").status()).isEqualTo(401);
    assertThat(service.anybody().with("Authorization", "Bearer x.y.z").get("/trial/admin").status())
        .isEqualTo(401);
  }

  @Test
  void adminMayDoEverything() {
    assertThat(service.as("admin").get("/trial/admin").body()).isEqualTo("done");
    assertThat(service.as("admin").get("/trial/fail/none").status()).isEqualTo(200);
  }

  @Test
  void doesBlockingWorkOffTheEventLoop() {
    Answer answer = caller.post("/trial/blocking", "{\"some_name\":\"n\"}");

    assertThat(answer.json().path("thread").asText()).startsWith("service-blocking-");
  }

  @Test
  void makesAnIdWhereTheCallersIsHarmful() {
    Answer answer = caller.with("X-Request-Id", "a b\u00e9".replace("\u00e9", "!")).get("/nothing");

    assertThat(answer.header("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
  }
}
