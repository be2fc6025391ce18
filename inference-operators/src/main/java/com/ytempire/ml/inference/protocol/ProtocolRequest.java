package com.ytempire.ml.inference.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it arrived.
 *
 * @param method upper-case verb
 * @param path path as it stands in the request line, percent-encoded; a query is ignored
 * @param headers by name; where a header came more than once, any of its values. Names match in any
 *     case
 * @param body the whole content, decompressed; not copied and not to be changed
 */
public record ProtocolRequest(
    String method, String path, Map<String, String> headers, byte[] body) {

  Optional<String> header(String name) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return Optional.of(header.getValue());
      }
    }
    return Optional.empty();
  }
}
