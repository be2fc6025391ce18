package com.ytempire.ml.generation.prompting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * Finds the JSON object in what a model wrote. What models are known to add is taken away: text or
 * a code fence around it, commas before closing brackets, line breaks within texts. Nothing is
 * added: an object that is broken off stays broken.
 */
final class AnswerJson {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectMapper LENIENT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private AnswerJson() {}

  /**
   * Reads it.
   *
   * @param repairs gets a line for each thing that was put right
   */
  static JsonNode read(String answer, List<String> repairs) throws RefusedAnswerException {
    int start = answer.indexOf('{');
    int end = answer.lastIndexOf('}');
    if (start < 0 || end < start) {
      throw new RefusedAnswerException("the answer holds no JSON object");
    }
    String object = answer.substring(start, end + 1);
    if (!object.equals(answer.strip())) {
      repairs.add("text around the JSON object was left out");
    }
    try {
      return STRICT.readTree(object);
    } catch (JsonProcessingException strict) {
      try {
        JsonNode read = LENIENT.readTree(object);
        repairs.add("commas or line breaks that JSON does not allow were read over");
        return read;
      } catch (JsonProcessingException e) {
        // The cause would show a part of the answer.
        throw new RefusedAnswerException("the answer is no JSON object");
      }
    }
  }
}
