package com.ytempire.ml.generation.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.generation.provider.Usage;
import java.io.UncheckedIOException;

/** Usage as JSON; what is 0 is not written. */
final class UsageJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";
  private static final String CHARACTERS = "characters";
  private static final String IMAGES = "images";

  private UsageJson() {}

  static String write(Usage usage) {
    ObjectNode json = MAPPER.createObjectNode();
    put(json, INPUT, usage.inputTokens());
    put(json, OUTPUT, usage.outputTokens());
    put(json, CHARACTERS, usage.characters());
    put(json, IMAGES, usage.images());
    return json.toString();
  }

  private static void put(ObjectNode json, String name, long amount) {
    if (amount > 0) {
      json.put(name, amount);
    }
  }

  static Usage read(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return new Usage(
          json.path(INPUT).asLong(),
          json.path(OUTPUT).asLong(),
          json.path(CHARACTERS).asLong(),
          json.path(IMAGES).asLong());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
