package com.ytempire.ml.api.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers as they are kept: their JSON object with one more member, {@code cached_at}. Safe to
 * share.
 *
 * @param mapper reads and writes the answers
 * @param type the answers, which are JSON objects
 */
public record CacheCodec<V>(ObjectMapper mapper, Class<V> type) {
  private static final String CACHED_AT = "cached_at";

  String write(Cached<V> cached) {
    try {
      ObjectNode json = mapper.valueToTree(cached.value());
      json.put(CACHED_AT, cached.at().toString());
      return mapper.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }

  /**
   * The answer, or empty where the text is none: another version of the service may have put it.
   */
  Optional<Cached<V>> read(String text) {
    try {
      if (!(mapper.readTree(text) instanceof ObjectNode json)) {
        return Optional.empty();
      }
      JsonNode at = json.remove(CACHED_AT);
      return at == null
          ? Optional.empty()
          : Optional.of(new Cached<>(mapper.treeToValue(json, type), Instant.parse(at.asText())));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
