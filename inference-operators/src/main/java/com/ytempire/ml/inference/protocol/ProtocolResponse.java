package com.ytempire.ml.inference.protocol;

import java.util.Map;

/**
 * An HTTP response to send.
 *
 * @param status HTTP status
 * @param headers by name; {@code Content-Length} is left to the server
 * @param body content; not copied and not to be changed
 */
public record ProtocolResponse(int status, Map<String, String> headers, byte[] body) {
  static final String CONTENT_TYPE = "Content-Type";
  static final String HEADER_LENGTH = "Inference-Header-Content-Length";
  static final String JSON = "application/json";
  static final String OCTETS = "application/octet-stream";

  static ProtocolResponse json(int status, byte[] body) {
    return new ProtocolResponse(status, Map.of(CONTENT_TYPE, JSON), body);
  }
}
