package com.ytempire.ml.inference.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path asks for.
 *
 * @param kind which call
 * @param model name of the model; empty for calls about the server
 * @param version version in the path, or null
 */
record Route(Kind kind, String model, @Nullable String version) {
  enum Kind {
    SERVER,
    LIVE,
    SERVER_READY,
    MODEL,
    MODEL_READY,
    INFER;

    String method() {
      return this == INFER ? "POST" : "GET";
    }
  }

  /**
   * @throws ProtocolException when there is no such path, or it has another method
   */
  static Route of(String method, String path) {
    Route route = ofPath(path);
    if (!route.kind.method().equals(method)) {
      throw new ProtocolException(
          ProtocolException.METHOD_NOT_ALLOWED,
          "%s is not allowed here; use %s".formatted(method, route.kind.method()));
    }
    return route;
  }

  private static Route ofPath(String path) {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    if (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    List<String> parts = List.of(plain.split("/", -1));
    if (parts.size() < 2 || !parts.get(0).isEmpty() || !parts.get(1).equals("v2")) {
      throw unknown(plain);
    }
    List<String> rest = parts.subList(2, parts.size());
    if (rest.isEmpty()) {
      return new Route(Kind.SERVER, "", null);
    }
    return switch (rest.get(0)) {
      case "health" -> health(plain, rest);
      case "models" -> model(plain, rest);
      default -> throw unknown(plain);
    };
  }

  private static Route health(String path, List<String> rest) {
    if (rest.size() == 2 && rest.get(1).equals("live")) {
      return new Route(Kind.LIVE, "", null);
    }
    if (rest.size() == 2 && rest.get(1).equals("ready")) {
      return new Route(Kind.SERVER_READY, "", null);
    }
    throw unknown(path);
  }

  private static Route model(String path, List<String> rest) {
    if (rest.size() < 2) {
      throw unknown(path);
    }
    boolean versioned = rest.size() > 2 && rest.get(2).equals("versions");
    int used = versioned ? 4 : 2;
    if (rest.size() < used || rest.size() > used + 1) {
      throw unknown(path);
    }
    String name = decode(rest.get(1));
    String version = versioned ? decode(rest.get(3)) : null;
    if (rest.size() == used) {
      return new Route(Kind.MODEL, name, version);
    }
    return switch (rest.get(used)) {
      case "ready" -> new Route(Kind.MODEL_READY, name, version);
      case "infer" -> new Route(Kind.INFER, name, version);
      default -> throw unknown(path);
    };
  }

  private static ProtocolException unknown(String path) {
    return new ProtocolException(
        ProtocolException.NOT_FOUND,
        "no such path: %s; a '/' in the name of a model is written %%2F".formatted(path));
  }

  /** A segment without its percent signs; unlike in a form, a plus sign stands for itself. */
  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < segment.length()) {
      char c = segment.charAt(i);
      if (c != '%') {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        i++;
        continue;
      }
      int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
      int low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw ProtocolException.invalid("path segment '%s' is not percent-encoded", segment);
      }
      bytes.write(16 * high + low);
      i += 3;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw ProtocolException.invalid("path segment '%s' is not UTF-8", segment);
    }
  }
}
