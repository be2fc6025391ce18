package com.ytempire.ml.api.http;

import io.micronaut.http.HttpRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id of each request: the caller's, where it is harmless, or a new one. */
public final class RequestIds {
  /** Header of the id, in requests and in answers. */
  public static final String HEADER = "X-Request-Id";

  /** Key of the id in the log's context. */
  public static final String LOG_KEY = "requestId";

  private static final String ATTRIBUTE = "ytempire.requestId";
  private static final int LONGEST = 64;

  private RequestIds() {}

  /** The id of a request, always the same for one request. */
  public static String of(HttpRequest<?> request) {
    String known = request.getAttribute(ATTRIBUTE, String.class).orElse(null);
    if (known != null) {
      return known;
    }
    String given = request.getHeaders().get(HEADER);
    String id = isHarmless(given) ? given : fresh();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  private static boolean isHarmless(@Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static String fresh() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
