package com.ytempire.ml.api.contract;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request made up from the description.
 *
 * @param operation what it calls
 * @param target path and query below the base path, encoded
 * @param headers without credentials
 * @param body as sent, or null for none
 * @param mistake what is wrong with it, or null where nothing is
 */
record MadeRequest(
    Operation operation,
    String target,
    Map<String, String> headers,
    @Nullable String body,
    @Nullable String mistake) {

  /** Whether the description allows it. */
  boolean isValid() {
    return mistake == null;
  }

  /** Whether it breaks what the description says of the body; null is none where none is asked. */
  boolean hasWrongBody() {
    boolean none = "null".equals(body) && !operation.needsBody();
    return mistake != null && mistake.startsWith("Body.") && !none;
  }

  URI at(URI base) {
    return URI.create(base + target);
  }

  @Override
  public String toString() {
    String text =
        body == null ? "no body" : body.length() > 600 ? body.substring(0, 600) + "…" : body;
    return "%s %s %s\n    mistake: %s\n    body: %s"
        .formatted(operation.method(), target, headers, mistake == null ? "none" : mistake, text);
  }
}
