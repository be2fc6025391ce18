package com.ytempire.ml.training.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.core.settings.MlflowSettings;
import com.ytempire.ml.core.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls MLflow's REST API 2.0. Calls block; an {@link IOException} means that the server is away or
 * in trouble, an {@link MlflowException} that it refuses. Safe to share between threads.
 */
final class MlflowClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(30);

  /** A model's network may have tens of megabytes. */
  private static final Duration UPLOAD = Duration.ofMinutes(5);

  /** Wrong values and what is not or already there; neither rights nor limits. */
  private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 422);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String root;
  private final @Nullable String authorization;
  private final HttpClient http;

  MlflowClient(URI server, MlflowSettings settings) {
    this.root = server.toString().replaceFirst("/+$", "");
    this.authorization = authorization(settings);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  private static @Nullable String authorization(MlflowSettings settings) {
    Secret token = settings.token();
    if (token != null) {
      return "Bearer " + token.reveal();
    }
    Secret password = settings.password();
    if (settings.user() == null || password == null) {
      return null;
    }
    String pair = settings.user() + ":" + password.reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  static ObjectNode json() {
    return JSON.createObjectNode();
  }

  /** The page of a run, for people. */
  String page(String experimentId, String runId) {
    return "%s/#/experiments/%s/runs/%s".formatted(root, experimentId, runId);
  }

  /**
   * Calls an operation that changes or looks for something.
   *
   * @param operation such as {@code runs/create}
   */
  JsonNode post(String operation, ObjectNode body) throws IOException {
    return send("POST", operation, BodyPublishers.ofString(body.toString()));
  }

  /** Calls an operation that changes something by {@code PATCH}. */
  JsonNode patch(String operation, ObjectNode body) throws IOException {
    return send("PATCH", operation, BodyPublishers.ofString(body.toString()));
  }

  JsonNode get(String operation, Map<String, String> query) throws IOException {
    String parameters =
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return send("GET", operation + "?" + parameters, BodyPublishers.noBody());
  }

  /**
   * Puts a file among those that the server keeps itself.
   *
   * @param path its place, segments parted by slashes
   */
  void upload(String path, Path file) throws IOException {
    String place =
        Stream.of(path.split("/", -1)).map(MlflowClient::encoded).collect(Collectors.joining("/"));
    exchange(
        request("/api/2.0/mlflow-artifacts/artifacts/" + place, UPLOAD)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(file)));
  }

  private JsonNode send(String method, String operation, BodyPublisher body) throws IOException {
    return exchange(
        request("/api/2.0/mlflow/" + operation, CALL)
            .header("Content-Type", "application/json")
            .method(method, body));
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path)).timeout(timeout);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private JsonNode exchange(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while MLflow was asked");
    }
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response.body().isBlank() ? json() : read(response.body(), request);
    }
    String what = "%s %s answered %d".formatted(request.method(), request.uri().getPath(), status);
    if (REFUSALS.contains(status)) {
      refuse(what, response.body());
    }
    throw new IOException(what);
  }

  /** Only what an MLflow server says is a refusal; of others the address may be wrong. */
  private static void refuse(String what, String body) throws MlflowException {
    JsonNode error;
    try {
      error = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return;
    }
    if (error.hasNonNull("error_code")) {
      throw new MlflowException(
          error.path("error_code").asText(),
          "%s: %s".formatted(what, error.path("message").asText("")));
    }
  }

  private static JsonNode read(String body, HttpRequest request) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is no MLflow server: it answered something else than JSON"
              .formatted(request.uri().getAuthority()),
          e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
