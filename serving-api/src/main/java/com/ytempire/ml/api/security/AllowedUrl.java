package com.ytempire.ml.api.security;

import com.ytempire.ml.core.settings.UrlRule;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * A URL that {@link UrlPolicy} has let through.
 *
 * @param uri the URL, its scheme and host in lower case
 * @param addresses the public addresses that its host had when it was checked, at least one; none
 *     for a bucket. Whoever connects takes one of these and does not ask again: a second answer
 *     could be another one
 */
public record AllowedUrl(URI uri, List<InetAddress> addresses) {
  public AllowedUrl {
    addresses = List.copyOf(addresses);
  }

  /** Lower case: {@code s3}, {@code https} or {@code http}. */
  public String scheme() {
    return uri.getScheme();
  }

  /** Its bucket or host, lower case. */
  public String host() {
    return uri.getHost();
  }

  /** Its port, also where the URL leaves it out. */
  public int port() {
    return uri.getPort() >= 0 ? uri.getPort() : UrlRule.defaultPort(uri.getScheme());
  }
}
