package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How large and how slow a request may be.
 *
 * @param bodyBytes {@code SERVICE_MAX_BODY_BYTES}: largest body, 1,024 to 1 GiB, default 2 MiB;
 *     more is refused with 413
 * @param headerBytes {@code SERVICE_MAX_HEADER_BYTES}: all headers together, 1,024 to 1 MiB,
 *     default 16 KiB
 * @param urlBytes {@code SERVICE_MAX_URL_BYTES}: method, path and query, 256 to 1 MiB, default 8
 *     KiB
 * @param jsonDepth {@code SERVICE_MAX_JSON_DEPTH}: deepest nesting of a body, 4 to 1,000, default
 *     32
 * @param jsonTextLength {@code SERVICE_MAX_JSON_TEXT}: characters of the longest text in a body, 64
 *     to 100,000,000, default 1,000,000
 * @param readTimeout {@code SERVICE_READ_TIMEOUT_MS}: longest time until a request has come in
 *     whole, 100 to 600,000 ms, default 10 s; slower clients are cut off
 * @param idleTimeout {@code SERVICE_IDLE_TIMEOUT_MS}: how long a connection stays open without a
 *     request, 100 to 3,600,000 ms, default 60 s
 */
public record RequestLimits(
    int bodyBytes,
    int headerBytes,
    int urlBytes,
    int jsonDepth,
    int jsonTextLength,
    Duration readTimeout,
    Duration idleTimeout)
    implements Serializable {

  static RequestLimits from(Variables variables) {
    return new RequestLimits(
        variables.integer("SERVICE_MAX_BODY_BYTES", 2 << 20, 1024, 1 << 30),
        variables.integer("SERVICE_MAX_HEADER_BYTES", 16 << 10, 1024, 1 << 20),
        variables.integer("SERVICE_MAX_URL_BYTES", 8 << 10, 256, 1 << 20),
        variables.integer("SERVICE_MAX_JSON_DEPTH", 32, 4, 1000),
        variables.integer("SERVICE_MAX_JSON_TEXT", 1_000_000, 64, 100_000_000),
        variables.millis("SERVICE_READ_TIMEOUT_MS", 10_000, 100, 600_000),
        variables.millis("SERVICE_IDLE_TIMEOUT_MS", 60_000, 100, 3_600_000));
  }
}
