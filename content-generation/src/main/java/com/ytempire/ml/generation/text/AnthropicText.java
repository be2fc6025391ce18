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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Anthropic's messages. One call each, without repetitions of its own. Safe to share.
 *
 * <p>Models from the fourth generation on take temperature or top-p but not both, and later ones
 * neither, so these get only what their API accepts.
 */
public final class AnthropicText implements Provider<TextRequest, TextReply> {
  public static final URI BASE_URL = URI.create("https://api.anthropic.com");

  /** The version of the interface whose shapes are read here. */
  static final String VERSION = "2023-06-01";

  private static final Pattern TAKES_BOTH = Pattern.compile("claude-(2|3|instant).*");
  private static final Pattern TAKES_TEMPERATURE =
      Pattern.compile("claude-(opus-4(-[0-6])?|sonnet-4(-[0-6])?|haiku-4(-[0-6])?)(-\\d{8})?");

  private final TextService service;
  private final JsonCalls calls;

  /**
   * @param clock tells dates of {@code Retry-After} from now
   */
  public AnthropicText(TextService service, Clock clock) {
    this.service = service;
    this.calls = new JsonCalls(service.name(), Set.of(), clock);
  }

  /** Anthropic itself. */
  public static TextService service(Secret key, String model) {
    return new TextService("anthropic", BASE_URL, key, model, false);
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
    Map<String, String> headers = new HashMap<>(Map.of("anthropic-version", VERSION));
    Secret key = service.key();
    if (key != null) {
      headers.put("x-api-key", key.reveal());
    }
    return read(calls.post(service.at("/v1/messages"), headers, body(request), terms), request);
  }

  private ObjectNode body(TextRequest request) {
    ObjectNode body =
        JsonCalls.JSON
            .createObjectNode()
            .put("model", service.model())
            .put("max_tokens", request.maxTokens());
    if (!request.system().isBlank()) {
      body.put("system", request.system());
    }
    body.putArray("messages").addObject().put("role", "user").put("content", request.prompt());
    boolean takesBoth = TAKES_BOTH.matcher(service.model()).matches();
    if (takesBoth || TAKES_TEMPERATURE.matcher(service.model()).matches()) {
      body.put("temperature", Math.min(1, request.temperature()));
    }
    if (takesBoth) {
      body.put("top_p", request.topP());
    }
    return body;
  }

  private Made<TextReply> read(JsonNode answer, TextRequest request) throws ProviderException {
    String stop = answer.path("stop_reason").asText();
    switch (stop) {
      case "max_tokens" ->
          throw calls.malformed("was cut off at %,d tokens".formatted(request.maxTokens()));
      case "refusal" -> throw calls.malformed("is a refusal");
      case "end_turn", "stop_sequence" -> {}
      default -> throw calls.malformed("ended for an unknown reason");
    }
    JsonNode content = answer.path("content");
    if (!content.isArray()) {
      throw calls.malformed("has no content");
    }
    var text = new StringBuilder();
    for (JsonNode block : content) {
      if ("text".equals(block.path("type").asText())) {
        text.append(calls.text(block, "text", "in a block of its content"));
      }
    }
    if (text.toString().isBlank()) {
      throw calls.malformed("is blank");
    }
    JsonNode usage = answer.path("usage");
    long input =
        calls.count(usage, "input_tokens")
            + calls.count(usage, "cache_creation_input_tokens")
            + calls.count(usage, "cache_read_input_tokens");
    return new Made<>(
        new TextReply(text.toString()),
        Objects.requireNonNullElse(answer.path("model").textValue(), service.model()),
        Usage.ofTokens(input, calls.count(usage, "output_tokens")));
  }
}
