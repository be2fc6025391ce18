package com.ytempire.ml.core.prediction.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Named numbers as one JSON object, sorted by name; NaN is null. Has no state. */
public final class NumbersJson {
  private NumbersJson() {}

  public static String text(Map<String, Double> numbers) {
    byte[] json = JsonObject.write(out -> JsonObject.numberFields(out, numbers));
    return new String(json, StandardCharsets.UTF_8);
  }

  /**
   * @throws IOException when the text is not an object of numbers
   */
  public static Map<String, Double> parse(String json) throws IOException {
    Map<String, Double> numbers = new HashMap<>();
    byte[] wrapped = ("{\"numbers\":" + json + "}").getBytes(StandardCharsets.UTF_8);
    JsonObject.read(
        wrapped, "a set of numbers", (name, in) -> numbers.putAll(JsonObject.numbers(in)));
    return numbers;
  }
}
