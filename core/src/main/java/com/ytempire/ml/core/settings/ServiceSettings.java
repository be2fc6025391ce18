package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the service is reached and what it takes on.
 *
 * @param host {@code SERVICE_HOST}: address to listen on, default {@code 127.0.0.1}: this machine
 *     only
 * @param port {@code SERVICE_PORT}, 1 to 65535, default 8000
 * @param threads {@code SERVICE_THREADS}: requests that wait for a server at the same time, 1 to
 *     1,000, default 32
 * @param queue {@code SERVICE_QUEUE}: requests that wait for such a thread, 1 to 100,000, default
 *     256; more are refused with 503
 * @param connections {@code SERVICE_DB_CONNECTIONS}: most connections to Postgres, and as many to
 *     Redis, 1 to 200, default 16
 * @param drain {@code SERVICE_DRAIN_MS}: longest time that running requests get once the service is
 *     told to stop, 0 to 600,000 ms, default 10 s
 * @param corsOrigins {@code CORS_ALLOWED_ORIGINS}: origins such as {@code https://app.example.com}
 *     whose pages may call, separated by commas; default none
 * @param allowedUrls {@code URL_ALLOW_LIST}: what URLs in requests may name, separated by commas;
 *     default {@code s3://models,s3://datasets,s3://ytempire-models,s3://ytempire-data}
 * @param limits how large and how slow a request may be
 * @param tokens how a caller's token is checked
 * @param rates how often a caller may call
 */
public record ServiceSettings(
    String host,
    int port,
    int threads,
    int queue,
    int connections,
    Duration drain,
    List<String> corsOrigins,
    List<UrlRule> allowedUrls,
    RequestLimits limits,
    TokenSettings tokens,
    RateLimitSettings rates)
    implements Serializable {
  public ServiceSettings {
    corsOrigins = List.copyOf(corsOrigins);
    allowedUrls = List.copyOf(allowedUrls);
  }

  static ServiceSettings from(Variables variables) {
    return new ServiceSettings(
        variables.textOr("SERVICE_HOST", "127.0.0.1"),
        variables.integer("SERVICE_PORT", 8000, 1, 65_535),
        variables.integer("SERVICE_THREADS", 32, 1, 1000),
        variables.integer("SERVICE_QUEUE", 256, 1, 100_000),
        variables.integer("SERVICE_DB_CONNECTIONS", 16, 1, 200),
        variables.millis("SERVICE_DRAIN_MS", 10_000, 0, 600_000),
        variables.parsed(
            "CORS_ALLOWED_ORIGINS",
            List.of(),
            text -> text,
            "origins such as https://app.example.com, several separated by commas",
            ServiceSettings::origins),
        variables.parsed(
            "URL_ALLOW_LIST",
            UrlRule.DEFAULTS,
            text -> text,
            UrlRule.EXPECTATION + "; several separated by commas",
            UrlRule::list),
        RequestLimits.from(variables),
        TokenSettings.from(variables),
        RateLimitSettings.from(variables));
  }

  private static List<String> origins(String text) {
    List<String> origins = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String origin = part.trim();
      URI uri = WebAddress.of(origin);
      boolean bare =
          uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (!bare) {
        throw new IllegalArgumentException("an origin has more than scheme, host and port");
      }
      origins.add(origin);
    }
    return origins;
  }
}
