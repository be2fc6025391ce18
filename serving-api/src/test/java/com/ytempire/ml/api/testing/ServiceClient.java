package com.ytempire.ml.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls a service as one caller. Immutable and safe to share. */
public final class ServiceClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Map<String, String> headers;

  /** A caller without a token, who sends and accepts JSON. */
  public ServiceClient(URI base) {
    this(base, Map.of("Content-Type", "application/json"));
  }

  private ServiceClient(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** The same caller with scopes. */
  public ServiceClient as(String... scopes) {
    return with("Authorization", TestTokens.bearer(scopes));
  }

  /** The same caller at another base, such as the address without the base path. */
  public ServiceClient at(String otherBase) {
    return new ServiceClient(URI.create(otherBase), headers);
  }

  /** The same caller with a header. */
  public ServiceClient with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ServiceClient(base, more);
  }

  /**
   * Gets a path below the base path.
   *
   * @param path begins with a slash
   */
  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, String json) {
    return send("POST", path, json);
  }

  /** Any request; a null body is none. */
  public Answer send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
