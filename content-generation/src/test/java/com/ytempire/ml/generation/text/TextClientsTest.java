package com.ytempire.ml.generation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.http.FakeService;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextClientsTest {
  private static final Secret KEY = new Secret("sk-very-secret-0123456789");
  private static final CallTerms TERMS = new CallTerms("run-7/script", Duration.ofSeconds(10));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
  private static final TextRequest REQUEST =
      new TextRequest("Be brief.", "Write {\"a\": 1}", 500, 1.5, 0.9, TextRequest.Format.JSON);

  private FakeService fake;

  /** Both published shapes, so that what holds for one is tried with the other. */
  enum Shape {
    OPENAI {
      @Override
      Provider<TextRequest, TextReply> client(URI base, String model) {
        return new OpenAiText(new TextService("openai", base, KEY, model, false), CLOCK);
      }

      @Override
      String answer(String finish, String text) {
        return """
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000,
             "model": "gpt-4-0613",
             "choices": [{"index": 0, "finish_reason": "%s", "logprobs": null,
                          "message": {"role": "assistant", "content": %s, "refusal": null}}],
             "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29}}"""
            .formatted(
                finish.equals("end") ? "stop" : finish.equals("cut") ? "length" : finish, text);
      }

      @Override
      String error(String type) {
        return """
            {"error": {"message": "Incorrect API key provided: sk-very-secret-0123456789.",
             "type": "invalid_request_error", "param": null, "code": "%s"}}"""
            .formatted(type);
      }
    },
    ANTHROPIC {
      @Override
      Provider<TextRequest, TextReply> client(URI base, String model) {
        return new AnthropicText(new TextService("anthropic", base, KEY, model, false), CLOCK);
      }

      @Override
      String answer(String finish, String text) {
        return """
            {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-2.1",
             "content": [{"type": "text", "text": %s}],
             "stop_reason": "%s", "stop_sequence": null,
             "usage": {"input_tokens": 15, "cache_read_input_tokens": 4, "output_tokens": 10}}"""
            .formatted(
                text,
                finish.equals("end") ? "end_turn" : finish.equals("cut") ? "max_tokens" : finish);
      }

      @Override
      String error(String type) {
        return """
            {"type": "error", "request_id": "req_1",
             "error": {"type": "%s", "message": "invalid x-api-key sk-very-secret-0123456789"}}"""
            .formatted(type);
      }
    };

    abstract Provider<TextRequest, TextReply> client(URI base, String model);

    abstract String answer(String finish, String text);

    abstract String error(String type);
  }

  @BeforeEach
  void start() throws Exception {
    fake = new FakeService();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void givesTextModelAndWhatItIsChargedBy(Shape shape) throws Exception {
    fake.answersJson(200, shape.answer("end", "\"Hello, world.\""));

    Made<TextReply> made = client(shape, "any-model").make(REQUEST, TERMS);

    assertThat(made.artefact()).isEqualTo(new TextReply("Hello, world."));
    assertThat(made.model()).isEqualTo(shape == Shape.OPENAI ? "gpt-4-0613" : "claude-2.1");
    assertThat(made.usage()).isEqualTo(Usage.ofTokens(19, 10));
  }

  @Test
  void asksOpenAiInThePublishedShape() throws Exception {
    JsonNode body = asked(Shape.OPENAI, "gpt-4o", "/base/");

    assertThat(body)
        .isEqualTo(
            JsonCalls.JSON.readTree(
                """
                {"model": "gpt-4o",
                 "messages": [{"role": "system", "content": "Be brief."},
                              {"role": "user", "content": "Write {\\"a\\": 1}"}],
                 "max_tokens": 500, "temperature": 1.5, "top_p": 0.9,
                 "response_format": {"type": "json_object"}, "stream": false}"""));
    FakeService.Asked asked = fake.asked().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.uri().getPath()).isEqualTo("/base/chat/completions");
    assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer " + KEY.reveal());
    assertThat(asked.headers().getFirst("Idempotency-Key")).isEqualTo("run-7/script");
    assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void asksAnthropicInThePublishedShape() throws Exception {
    JsonNode body = asked(Shape.ANTHROPIC, "claude-2", "");

    assertThat(body)
        .isEqualTo(
            JsonCalls.JSON.readTree(
                """
                {"model": "claude-2", "max_tokens": 500, "system": "Be brief.",
                 "messages": [{"role": "user", "content": "Write {\\"a\\": 1}"}],
                 "temperature": 1.0, "top_p": 0.9}"""));
    FakeService.Asked asked = fake.asked().get(0);
    assertThat(asked.uri().getPath()).isEqualTo("/v1/messages");
    assertThat(asked.headers().getFirst("x-api-key")).isEqualTo(KEY.reveal());
    assertThat(asked.headers().getFirst("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(asked.headers().getFirst("Idempotency-Key")).isEqualTo("run-7/script");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, gpt-4, max_tokens temperature top_p",
    "OPENAI, gpt-4-0613, max_tokens temperature top_p",
    "OPENAI, gpt-3.5-turbo, max_tokens temperature top_p response_format",
    "OPENAI, llama3.1:8b, max_tokens temperature top_p response_format",
    "OPENAI, o3-mini, max_completion_tokens response_format",
    "OPENAI, gpt-5.4, max_completion_tokens response_format",
    "ANTHROPIC, claude-3-5-sonnet-20241022, max_tokens temperature top_p",
    "ANTHROPIC, claude-sonnet-4-5-20250929, max_tokens temperature",
    "ANTHROPIC, claude-opus-4-7, max_tokens",
  })
  void sendsOnlyWhatAModelTakes(Shape shape, String model, String fields) throws Exception {
    JsonNode body = asked(shape, model, "");

    for (String field :
        new String[] {
          "max_tokens", "max_completion_tokens", "temperature", "top_p", "response_format"
        }) {
      boolean isExpected = List.of(fields.split(" ")).contains(field);
      assertThat(body.has(field)).as(field).isEqualTo(isExpected);
    }
  }

  @Test
  void asksAServiceOfOnesOwnWithoutAKey() throws Exception {
    fake.answersJson(200, Shape.OPENAI.answer("end", "\"Hi\"").replace("\"usage\"", "\"other\""));
    var own = new TextService("ollama", fake.address(), null, "llama3", true);

    Made<TextReply> made =
        new OpenAiText(own, CLOCK)
            .make(new TextRequest("", "Hi", 5, 0, 1, TextRequest.Format.PLAIN), TERMS);

    assertThat(made.usage()).isEqualTo(Usage.NONE);
    assertThat(fake.asked().get(0).headers()).doesNotContainKey("Authorization");
    JsonNode body = JsonCalls.JSON.readTree(fake.asked().get(0).body());
    assertThat(body.path("messages")).hasSize(1);
    assertThat(body.has("response_format")).isFalse();
    assertThat(new OpenAiText(own, CLOCK).isFree()).isTrue();
    assertThat(new OpenAiText(own, CLOCK).name()).isEqualTo("ollama");
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, 429, rate_limit_exceeded, BUSY",
    "OPENAI, 429, insufficient_quota, REFUSED",
    "OPENAI, 401, invalid_api_key, REFUSED",
    "OPENAI, 400, content_filter, REFUSED",
    "OPENAI, 404, model_not_found, REFUSED",
    "OPENAI, 500, server_error, AWAY",
    "OPENAI, 503, server_error, AWAY",
    "ANTHROPIC, 429, rate_limit_error, BUSY",
    "ANTHROPIC, 529, overloaded_error, BUSY",
    "ANTHROPIC, 401, authentication_error, REFUSED",
    "ANTHROPIC, 403, permission_error, REFUSED",
    "ANTHROPIC, 400, invalid_request_error, REFUSED",
    "ANTHROPIC, 413, request_too_large, REFUSED",
    "ANTHROPIC, 500, api_error, AWAY",
  })
  void tellsErrorsApartAndKeepsTheKeyToItself(Shape shape, int status, String type, Reason reason) {
    fake.answersJson(status, shape.error(type));

    ProviderException failure = failure(shape);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.retryAfter()).isEmpty();
    assertThat(failure).hasMessageContaining(Integer.toString(status)).hasMessageContaining(type);
    assertThat(failure).hasMessageNotContaining("very-secret");
    assertThat(fake.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, 17, 17",
    "ANTHROPIC, 17, 17",
    "OPENAI, 'Mon, 23 Nov 2026 10:00:30 GMT', 30",
    "ANTHROPIC, 'Mon, 23 Nov 2026 10:00:30 GMT', 30"
  })
  void passesOnHowLongItWantsNotToBeAsked(Shape shape, String header, int seconds) {
    fake.answers(
        429,
        Map.of("Content-Type", "application/json", "Retry-After", header),
        shape.error("rate_limit").getBytes(StandardCharsets.UTF_8));

    ProviderException failure = failure(shape);

    assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void refusesAnAnswerThatWasCutOffOrHeldBack(Shape shape) {
    String held = shape == Shape.OPENAI ? "content_filter" : "refusal";
    fake.answersJson(200, shape.answer("cut", "\"Hello, wor\""))
        .answersJson(200, shape.answer(held, "\"\""))
        .answersJson(200, shape.answer("tool_use", "\"\""))
        .answersJson(200, shape.answer("end", "\"  \""));

    assertMalformed(shape, "was cut off at 500 tokens");
    assertMalformed(shape, shape == Shape.OPENAI ? "content filter" : "is a refusal");
    assertMalformed(shape, "ended for an unknown reason");
    assertMalformed(shape, "is blank");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void refusesWhatIsNotAsPublished(Shape shape) {
    String whole = shape.answer("end", "\"Hi\"");
    fake.answers(
            200, Map.of("Content-Type", "text/html"), "<html/>".getBytes(StandardCharsets.UTF_8))
        .answersJson(200, "{\"choices\": [")
        .answersJson(200, "[]")
        .answersJson(200, whole + "{}")
        .answersJson(200, shape.answer("end", "17"))
        .answersJson(200, whole.replace(": 10", ": -10"))
        .breaksOff(
            Map.of("Content-Type", "application/json"), whole.getBytes(StandardCharsets.UTF_8));

    assertMalformed(shape, "text/html");
    assertMalformed(shape, "is no JSON");
    assertMalformed(shape, "is no JSON object");
    assertMalformed(shape, "is no JSON");
    assertMalformed(shape, "has no text in");
    assertMalformed(shape, "has no count in usage.");
    assertMalformed(shape, "broken off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"choices\": []}", "{\"content\": {}, \"stop_reason\": \"end_turn\"}"})
  void refusesAnObjectWithoutAnAnswer(String json) {
    fake.answersJson(200, json);

    for (Shape shape : Shape.values()) {
      assertThat(failure(shape).reason()).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void refusesAnOpenAiRefusal() {
    fake.answersJson(
        200,
        Shape.OPENAI.answer("end", "null").replace("\"refusal\": null", "\"refusal\": \"No.\""));

    assertMalformed(Shape.OPENAI, "is a refusal");
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void givesUpInTimeAndSaysWhetherItMayBeCharged(Shape shape) {
    fake.isSilent();

    ProviderException slow =
        catchThrowableOfType(
            ProviderException.class,
            () -> client(shape, "m").make(REQUEST, new CallTerms("k", Duration.ofMillis(200))));
    fake.close();
    ProviderException away = failure(shape);

    assertThat(slow.reason()).isEqualTo(Reason.SLOW);
    assertThat(away.reason()).isEqualTo(Reason.AWAY);
  }

  @Test
  void refusesServicesAndRequestsThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TextService("x", URI.create("http://user:word@host/v1"), null, "m", false))
        .withMessageContaining("without user and query")
        .withMessageNotContaining("word");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextService("x", URI.create("ftp://host"), null, "m", false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextService("x", URI.create("http://host"), null, " ", false))
        .withMessage("model of x: blank; expected a name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRequest("", "p", 0, 1, 1, TextRequest.Format.PLAIN))
        .withMessage("max_tokens: 0; expected 1 to 200,000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRequest("", "p", 1, Double.NaN, 1, TextRequest.Format.PLAIN))
        .withMessage("temperature: NaN; expected 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRequest("", "p", 1, 1, 1.1, TextRequest.Format.PLAIN))
        .withMessage("top_p: 1.1; expected 0 to 1");
    assertThat(OpenAiText.service(KEY, "gpt-4").toString()).doesNotContain("very-secret");
  }

  private JsonNode asked(Shape shape, String model, String path) throws Exception {
    fake.answersJson(200, shape.answer("end", "\"Hi\""));
    shape.client(URI.create(fake.address() + path), model).make(REQUEST, TERMS);
    return JsonCalls.JSON.readTree(fake.asked().get(0).body());
  }

  private Provider<TextRequest, TextReply> client(Shape shape, String model) {
    return shape.client(fake.address(), model);
  }

  private ProviderException failure(Shape shape) {
    return catchThrowableOfType(
        ProviderException.class, () -> client(shape, "any-model").make(REQUEST, TERMS));
  }

  private void assertMalformed(Shape shape, String message) {
    ProviderException failure = failure(shape);
    assertThat(failure).hasMessageContaining(message).hasMessageNotContaining("Hello");
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
  }
}
