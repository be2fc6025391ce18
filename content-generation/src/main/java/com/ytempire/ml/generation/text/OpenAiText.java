package com.ytempire.ml.generation.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OpenAI's chat completions, and every service that speaks the same (Ollama, vLLM and others, by
 * their base URL). One call each, without repetitions of its own. Safe to share.
 */
public final class OpenAiText implements Provider<TextRequest, TextReply> {
  public static final URI BASE_URL = URI.create("https://api.openai.com/v1");

  /** They count thinking too, under another name, and choose freely only as they like. */
  private static final Pattern THINKING_MODELS = Pattern.compile("(o\\d|gpt-[5-9]).*");

  /** The first chat models cannot be held to JSON; asked for it, they refuse the call. */
  private static final Pattern MODELS_WITHOUT_JSON_MODE =
      Pattern.compile("gpt-4(-32k)?(-0314|-0613)?|gpt-3\\.5-turbo(-16k)?(-0301|-0613)");

  /** An empty account is answered as too many requests are, but no waiting fills it. */
  private static final Set<String> WITHOUT_CREDIT =
      Set.of("insufficient_quota", "billing_hard_limit_reached");

  private final TextService service;
  private final JsonCalls calls;

  /**
   * @param clock tells dates of {@code Retry-After} from now
   */
  public OpenAiText(TextService service, Clock clock) {
    this.service = service;
    this.calls = new JsonCalls(service.name(), WITHOUT_CREDIT, clock);
  }

  /** OpenAI itself. */
  public static TextService service(Secret key, String model) {
    return new TextService("openai", BASE_URL, key, model, false);
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public boolean isFree() {
    return service.isFree();
  }

  @Override
  public Made<TextReply> make(TextRequest request, CallTerms terms)
      throws ProviderException, InterruptedException {
    Secret key = service.key();
    Map<String, String> headers =
        key == null ? Map.of() : Map.of("Authorization", "Bearer " + key.reveal());
    JsonNode answer = calls.post(service.at("/chat/completions"), headers, body(request), terms);
    return read(answer, request);
  }

  private ObjectNode body(TextRequest request) {
    boolean isThinking = THINKING_MODELS.matcher(service.model()).matches();
    ObjectNode body = JsonCalls.JSON.createObjectNode().put("model", service.model());
    var messages = body.putArray("messages");
    if (!request.system().isBlank()) {
      messages.addObject().put("role", "system").put("content", request.system());
    }
    messages.addObject().put("role", "user").put("content", request.prompt());
    body.put(isThinking ? "max_completion_tokens" : "max_tokens", request.maxTokens());
    if (!isThinking) {
      body.put("temperature", request.temperature()).put("top_p", request.topP());
    }
    if (request.format() == TextRequest.Format.JSON
        && !MODELS_WITHOUT_JSON_MODE.matcher(service.model()).matches()) {
      body.putObject("response_format").put("type", "json_object");
    }
    return body.put("stream", false);
  }

  private Made<TextReply> read(JsonNode answer, TextRequest request) throws ProviderException {
    JsonNode choice = answer.path("choices").path(0);
    if (!choice.isObject()) {
      throw calls.malformed("has no choices");
    }
    String finish = choice.path("finish_reason").asText();
    switch (finish) {
      case "length" ->
          throw calls.malformed("was cut off at %,d tokens".formatted(request.maxTokens()));
      case "content_filter" -> throw calls.malformed("was held back by its content filter");
      case "stop", "" -> {}
      default -> throw calls.malformed("ended for an unknown reason");
    }
    JsonNode message = choice.path("message");
    if (message.hasNonNull("refusal")) {
      throw calls.malformed("is a refusal");
    }
    String text = calls.text(message, "content", "in choices[0].message.content");
    if (text.isBlank()) {
      throw calls.malformed("is blank");
    }
    JsonNode usage = answer.path("usage");
    return new Made<>(
        new TextReply(text),
        Objects.requireNonNullElse(answer.path("model").textValue(), service.model()),
        Usage.ofTokens(
            calls.count(usage, "prompt_tokens"), calls.count(usage, "completion_tokens")));
  }
}
