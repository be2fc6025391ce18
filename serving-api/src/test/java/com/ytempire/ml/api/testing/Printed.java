package com.ytempire.ml.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the reference prints, from resources in the folder {@code reference}. */
public final class Printed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*Z");

  /** A training that nothing has begun yet; the reference has no word for it. */
  private static final List<String> MORE_WORDS = List.of("pending");

  private Printed() {}

  /** A file as it is. */
  public static String text(String file) {
    try (InputStream in = Printed.class.getResourceAsStream("/reference/" + file)) {
      if (in == null) {
        throw new AssertionError("no resource reference/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks that an answer has every field that the reference prints, of the same kind and range or
   * null, and every element of a list those of the printed first one.
   */
  public static void assertHasEveryField(String file, JsonNode answer) {
    try {
      compare(file, JSON.readTree(text(file)), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(String path, JsonNode printed, JsonNode answer) {
    if (answer.isNull()) {
      return;
    }
    assertThat(kind(answer)).as(path).isEqualTo(kind(printed));
    inRange(path, printed, answer);
    printed
        .fields()
        .forEachRemaining(
            field -> {
              String inner = path + " " + field.getKey();
              assertThat(answer.has(field.getKey())).as(inner).isTrue();
              compare(inner, field.getValue(), answer.get(field.getKey()));
            });
    if (printed.isArray()) {
      answer.forEach(element -> compare(path + "[]", printed.get(0), element));
    }
  }

  /** Shares stay shares, counts are not negative, words and times are of the printed kinds. */
  private static void inRange(String path, JsonNode printed, JsonNode answer) {
    if (printed.isNumber()) {
      boolean share = !printed.isInt() && printed.asDouble() < 1 && !path.endsWith("_loss");
      assertThat(answer.asDouble()).as(path).isBetween(0.0, share ? 1.0 : (double) Long.MAX_VALUE);
    } else if (printed.asText().contains("|")) {
      List<String> words = new ArrayList<>(List.of(printed.asText().split("\\|", -1)));
      words.addAll(MORE_WORDS);
      assertThat(answer.asText()).as(path).isIn(words);
    } else if (TIME.matcher(printed.asText()).matches()) {
      assertThat(Instant.parse(answer.asText())).as(path).isAfter(Instant.EPOCH);
    }
  }

  /** Numbers are of one kind, whether they are whole or not. */
  private static String kind(JsonNode node) {
    return node.isNumber() ? "NUMBER" : node.getNodeType().name();
  }
}
