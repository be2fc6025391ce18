package com.ytempire.ml.local.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"cases":[{"id","x":[…],"y":[…]}]}} case by case, from a plain or gzipped file, with
 * one case in memory at a time. Other fields are skipped. Confined to one thread.
 */
final class CaseReader implements Closeable {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // So that NaN is refused where it stands, and not the whole file.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final JsonParser parser;
  private int number;

  /**
   * One case as it stands in the file.
   *
   * @param number its number, from 1
   * @param line the line it begins in, from 1
   * @param id as given; null where it is missing or no text and no number
   * @param x the first sample, only what could be read where there is a problem; null where it is
   *     missing
   * @param y the second sample, as the first
   * @param problem the first thing that is wrong with its fields, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on at once and never compared.
  record Case(
      int number,
      int line,
      @Nullable String id,
      double @Nullable [] x,
      double @Nullable [] y,
      @Nullable String problem) {}

  private CaseReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Opens a file and goes to its first case.
   *
   * @throws IOException when it cannot be read, or has no such list
   */
  static CaseReader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      raw.mark(2);
      boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      JsonParser parser = JSON.createParser(gzipped ? new GZIPInputStream(raw, 1 << 16) : raw);
      goToCases(parser, file);
      return new CaseReader(parser);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static void goToCases(JsonParser parser, Path file) throws IOException {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("cases") && value == JsonToken.START_ARRAY) {
          return;
        }
        parser.skipChildren();
      }
    }
    throw new IOException(
        file
            + ": expected an object with a list 'cases': {\"cases\":[{\"id\",\"x\":[…],\"y\":[…]}]}");
  }

  /**
   * The next case, or null after the last.
   *
   * @throws IOException when the file breaks off or is no JSON; says where
   */
  @Nullable Case next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return null;
    }
    int line = parser.currentTokenLocation().getLineNr();
    number++;
    if (token != JsonToken.START_OBJECT) {
      String problem = "is %s; expected an object with id, x and y".formatted(kind(token));
      parser.skipChildren();
      return new Case(number, line, null, null, null, problem);
    }
    String id = null;
    double[] x = null;
    double[] y = null;
    String problem = null;
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      String found = seen.add(name) ? null : name + " occurs twice";
      switch (name) {
        case "id" -> {
          if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
            id = parser.getText();
          } else {
            found = "id is %s; expected a text".formatted(kind(value));
          }
        }
        case "x", "y" -> {
          var numbers = new Numbers(name);
          String wrong = numbers.read(parser, value);
          found = found == null ? wrong : found;
          if (name.equals("x")) {
            x = numbers.values();
          } else {
            y = numbers.values();
          }
        }
        default -> {}
      }
      parser.skipChildren();
      problem = problem == null ? found : problem;
    }
    if (problem == null) {
      String missing = id == null ? "id" : x == null ? "x" : y == null ? "y" : null;
      problem = missing == null ? null : missing + " is missing";
    }
    return new Case(number, line, id, x, y, problem);
  }

  /** A token in words. */
  private static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "a number";
    };
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** A list of numbers that grows. */
  private static final class Numbers {
    private final String name;
    private double[] values = new double[256];
    private int size;

    Numbers(String name) {
      this.name = name;
    }

    /** Reads to the end of the list; what is wrong with it, or null. */
    @Nullable String read(JsonParser parser, JsonToken first) throws IOException {
      if (first != JsonToken.START_ARRAY) {
        return "%s is %s; expected a list of numbers".formatted(name, kind(first));
      }
      String problem = null;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token.isNumeric()) {
          if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
          }
          values[size++] = parser.getDoubleValue();
        } else if (problem == null) {
          problem = "%s[%d] is %s; expected a finite number".formatted(name, size, kind(token));
        }
        parser.skipChildren();
      }
      return problem;
    }

    double[] values() {
      return Arrays.copyOf(values, size);
    }
  }
}
