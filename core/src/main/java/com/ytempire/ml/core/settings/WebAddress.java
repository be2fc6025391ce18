package com.ytempire.ml.core.settings;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads web addresses. */
final class WebAddress {
  private WebAddress() {}

  /** Throws {@link IllegalArgumentException} whose message says what is wrong, never the value. */
  static URI of(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is not a URL");
    }
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("it does not start with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("the host is missing or malformed");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("it holds a user");
    }
    return uri;
  }
}
