package com.ytempire.ml.generation.text;

import com.ytempire.ml.core.settings.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a text model is.
 *
 * @param name as configuration and metrics name the provider
 * @param baseUrl what its paths are appended to, {@code http} or {@code https}, without user or
 *     query, such as {@code https://api.openai.com/v1} or {@code http://localhost:11434/v1}
 * @param key sent with each call; null for services of one's own that want none
 * @param model the service's name of the model, not blank
 * @param isFree whether its calls cost nothing, as those of one's own machine
 */
public record TextService(
    String name, URI baseUrl, @Nullable Secret key, String model, boolean isFree) {
  public TextService {
    if (name.isBlank()) {
      throw new IllegalArgumentException("text service: blank name; expected one");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("model of %s: blank; expected a name".formatted(name));
    }
    String scheme = baseUrl.getScheme();
    boolean isWeb = "http".equals(scheme) || "https".equals(scheme);
    if (!isWeb
        || baseUrl.getHost() == null
        || baseUrl.getRawUserInfo() != null
        || baseUrl.getRawQuery() != null) {
      // Its text is not shown: a user or query may hold a key.
      throw new IllegalArgumentException(
          "base URL of %s; expected http:// or https:// with a host, without user and query"
              .formatted(name));
    }
  }

  /** The address of a path, whether or not the base ends with a slash. */
  URI at(String path) {
    String base = baseUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
