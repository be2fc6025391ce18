package com.ytempire.ml.core.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of {@code scheme://user:password@host:port/path?query}; absent parts are empty. */
record ServerUrl(
    String scheme, String user, String password, String host, int port, String path, String query) {

  /** Throws {@link IllegalArgumentException} whose message says what is wrong, never the value. */
  static ServerUrl parse(String text, int defaultPort, String... schemes) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // The cause would carry the whole text, and with it the password.
      throw new IllegalArgumentException("it is not a URL");
    }
    String scheme = uri.getScheme();
    if (scheme == null || !List.of(schemes).contains(scheme)) {
      throw new IllegalArgumentException("it does not start with " + schemes[0] + "://");
    }
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException("the host is missing or malformed");
    }
    int port = uri.getPort() == -1 ? defaultPort : uri.getPort();
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("the port is not in 1 to 65535");
    }
    String userInfo = orEmpty(uri.getRawUserInfo());
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    String path = orEmpty(uri.getPath());
    return new ServerUrl(
        scheme,
        decode(user),
        decode(password),
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        path.startsWith("/") ? path.substring(1) : path,
        orEmpty(uri.getRawQuery()));
  }

  /** The text with whatever may be a secret replaced; safe for malformed text too. */
  static String mask(String text) {
    int query = text.indexOf('?');
    String shown = query < 0 ? text : text.substring(0, query) + "?" + Secret.MASK;
    int schemeEnd = shown.indexOf("://");
    int start = schemeEnd < 0 ? 0 : schemeEnd + 3;
    int at = shown.lastIndexOf('@');
    int colon = shown.indexOf(':', start);
    if (at >= start) {
      String user = colon >= 0 && colon < at ? shown.substring(start, colon) + ":" : "";
      return shown.substring(0, start) + user + Secret.MASK + shown.substring(at);
    }
    boolean plainPort = colon < 0 || startsWithDigits(shown, colon + 1);
    return plainPort ? shown : shown.substring(0, colon + 1) + Secret.MASK;
  }

  /** Whether digits, and nothing else, stand before the next slash or the end. */
  private static boolean startsWithDigits(String text, int from) {
    int slash = text.indexOf('/', from);
    String port = slash < 0 ? text.substring(from) : text.substring(from, slash);
    return port.chars().allMatch(Character::isDigit);
  }

  private static String decode(String text) {
    // A plus sign is itself in this part of a URL, but a space to the decoder.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
