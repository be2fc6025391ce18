package com.ytempire.ml.api.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.http.ProblemKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds where the items of a body begin and end. Has no state. */
final class Items {
  static final int MOST = 1_000;

  private static final int MOST_BYTES = 1 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(1000)
                  .maxNumberLength(1000)
                  .maxStringLength(MOST_BYTES)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private Items() {}

  /**
   * Part of a body.
   *
   * @param from first byte
   * @param to byte after the last
   */
  record Range(int from, int to) {}

  /** The items of a JSON body: the elements of a list, or whatever else it is as the only one. */
  static List<Range> ofJson(byte[] body) {
    if (isBlank(body, 0, body.length)) {
      throw ProblemException.invalid("body", null, "it is empty; send an event or a list of them");
    }
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return List.of(new Range(0, body.length));
      }
      List<Range> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        add(items, new Range(from, (int) parser.currentLocation().getByteOffset()));
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "it goes on after the list");
      }
      return items(items);
    } catch (StreamConstraintsException e) {
      throw new ProblemException(
          ProblemKind.INVALID_REQUEST,
          "the body goes beyond a limit; allowed: names and numbers to 1000 characters, depth 64");
    } catch (IOException e) {
      throw new ProblemException(
          ProblemKind.INVALID_REQUEST, "the body is no JSON: a list of events, or one event");
    }
  }

  /** The items of a body of lines; blank lines are none. */
  static List<Range> ofLines(byte[] body) {
    List<Range> items = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= body.length; at++) {
      if (at == body.length || body[at] == '\n') {
        if (!isBlank(body, from, at)) {
          add(items, new Range(from, at));
        }
        from = at + 1;
      }
    }
    return items(items);
  }

  private static void add(List<Range> items, Range item) {
    if (items.size() == MOST) {
      throw ProblemException.invalid("body", null, "it has more than " + MOST + " events");
    }
    items.add(item);
  }

  private static List<Range> items(List<Range> items) {
    if (items.isEmpty()) {
      throw ProblemException.invalid("body", null, "it has no event; send 1 to " + MOST);
    }
    return items;
  }

  private static boolean isBlank(byte[] body, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r' && body[i] != '\n') {
        return false;
      }
    }
    return true;
  }
}
