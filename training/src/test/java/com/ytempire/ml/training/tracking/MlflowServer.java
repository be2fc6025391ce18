package com.ytempire.ml.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks MLflow's REST API 2.0 as it is published, as far as runs are told to it, with its limits
 * and error codes. The real server is a Python program that tests cannot rely on.
 */
public final class MlflowServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A run as the server has it. */
  public static final class Run {
    public final String id;
    public final String experiment;
    public final String name;
    public volatile String status = "RUNNING";
    public final Map<String, String> params = new ConcurrentHashMap<>();
    public final Map<String, String> tags = new ConcurrentHashMap<>();
    public final List<JsonNode> metrics = new CopyOnWriteArrayList<>();

    Run(String id, String experiment, String name) {
      this.id = id;
      this.experiment = experiment;
      this.name = name;
    }

    public List<Double> values(String metric) {
      return metrics.stream()
          .filter(value -> value.path("key").asText().equals(metric))
          .map(value -> value.path("value").asDouble())
          .toList();
    }
  }

  public final Map<String, String> experiments = new ConcurrentHashMap<>();
  public final Map<String, Run> runs = new ConcurrentHashMap<>();
  public final Map<String, byte[]> files = new ConcurrentHashMap<>();
  public final List<JsonNode> versions = new CopyOnWriteArrayList<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile String artifactRoot = "mlflow-artifacts:/";
  volatile String wantedAuthorization = "";
  volatile int failNext;

  private final List<String> models = new ArrayList<>();
  private final HttpServer server;

  /** A call that the server refuses. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  private MlflowServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 for any
   */
  public static MlflowServer start(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var mlflow = new MlflowServer(server);
    server.createContext("/", mlflow::answer);
    server.start();
    return mlflow;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  public Run onlyRun() {
    if (runs.size() != 1) {
      throw new AssertionError("runs: " + runs.keySet());
    }
    return runs.values().iterator().next();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    calls.add(exchange.getRequestMethod() + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    byte[] answer;
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (failNext > 0) {
      failNext--;
      status = 503;
      answer = "busy".getBytes(StandardCharsets.UTF_8);
    } else if (!wantedAuthorization.isEmpty() && !wantedAuthorization.equals(authorization)) {
      status = 401;
      answer = new byte[0];
    } else {
      try {
        answer = JSON.writeValueAsBytes(call(exchange, path, body));
      } catch (Refusal e) {
        status = e.status;
        answer =
            JSON.writeValueAsBytes(
                JSON.createObjectNode().put("error_code", e.code).put("message", e.getMessage()));
      }
    }
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    if (answer.length > 0) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private JsonNode call(HttpExchange exchange, String path, byte[] body) throws IOException {
    String artifacts = "/api/2.0/mlflow-artifacts/artifacts/";
    if (path.startsWith(artifacts) && exchange.getRequestMethod().equals("PUT")) {
      files.put(path.substring(artifacts.length()), body);
      return JSON.createObjectNode();
    }
    String operation = path.replaceFirst("^/api/2.0/mlflow/", "");
    Map<String, String> query = query(exchange.getRequestURI());
    JsonNode in = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    return switch (exchange.getRequestMethod() + " " + operation) {
      case "GET experiments/get-by-name" -> experiment(query.get("experiment_name"));
      case "POST experiments/create" -> createExperiment(in.path("name").asText());
      case "POST runs/search" -> searchRuns(in);
      case "POST runs/create" -> createRun(in);
      case "POST runs/update" -> updateRun(in);
      case "POST runs/log-batch" -> logBatch(in);
      case "POST registered-models/create" -> createModel(in.path("name").asText());
      case "GET model-versions/search" -> searchVersions(query.get("filter"));
      case "POST model-versions/create" -> createVersion(in);
      default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", operation);
    };
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private JsonNode experiment(String name) {
    String id = experiments.get(name);
    if (id == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no experiment " + name);
    }
    ObjectNode out = JSON.createObjectNode();
    out.putObject("experiment").put("experiment_id", id).put("name", name);
    return out;
  }

  private JsonNode createExperiment(String name) {
    String id = Integer.toString(experiments.size() + 1);
    if (experiments.putIfAbsent(name, id) != null) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", name + " is there");
    }
    return JSON.createObjectNode().put("experiment_id", id);
  }

  private JsonNode searchRuns(JsonNode in) {
    ObjectNode out = JSON.createObjectNode();
    ArrayNode found = out.putArray("runs");
    for (Run run : runs.values()) {
      String filter =
          "tags.`ytempire.run_id` = '%s'".formatted(run.tags.getOrDefault("ytempire.run_id", ""));
      if (filter.equals(in.path("filter").asText())
          && in.path("experiment_ids").path(0).asText().equals(run.experiment)) {
        found.addObject().set("info", info(run));
      }
    }
    return out;
  }

  private JsonNode createRun(JsonNode in) {
    var run =
        new Run(
            "run" + (runs.size() + 1),
            in.path("experiment_id").asText(),
            in.path("run_name").asText());
    in.path("tags").forEach(tag -> run.tags.put(tag.path("key").asText(), text(tag)));
    runs.put(run.id, run);
    ObjectNode out = JSON.createObjectNode();
    out.putObject("run").set("info", info(run));
    return out;
  }

  private static String text(JsonNode pair) {
    return pair.path("value").asText();
  }

  private ObjectNode info(Run run) {
    return JSON.createObjectNode()
        .put("run_id", run.id)
        .put("experiment_id", run.experiment)
        .put("artifact_uri", artifactRoot + run.experiment + "/" + run.id + "/artifacts");
  }

  private Run run(JsonNode in) {
    Run run = runs.get(in.path("run_id").asText());
    if (run == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no run " + in.path("run_id"));
    }
    return run;
  }

  private JsonNode updateRun(JsonNode in) {
    run(in).status = in.path("status").asText();
    return JSON.createObjectNode();
  }

  private JsonNode logBatch(JsonNode in) {
    Run run = run(in);
    if (in.path("params").size() > 100
        || in.path("tags").size() > 100
        || in.path("metrics").size() > 1000) {
      throw new Refusal(400, "INVALID_PARAMETER_VALUE", "too many");
    }
    for (JsonNode param : in.path("params")) {
      String before = run.params.putIfAbsent(param.path("key").asText(), text(param));
      if (text(param).length() > 500 || before != null && !before.equals(text(param))) {
        throw new Refusal(400, "INVALID_PARAMETER_VALUE", "param " + param.path("key"));
      }
    }
    in.path("tags").forEach(tag -> run.tags.put(tag.path("key").asText(), text(tag)));
    in.path("metrics").forEach(run.metrics::add);
    return JSON.createObjectNode();
  }

  private JsonNode createModel(String name) {
    if (models.contains(name)) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", name + " is there");
    }
    models.add(name);
    return JSON.createObjectNode();
  }

  private JsonNode searchVersions(String filter) {
    ObjectNode out = JSON.createObjectNode();
    ArrayNode found = out.putArray("model_versions");
    for (JsonNode version : versions) {
      if (filter.equals("run_id='%s'".formatted(version.path("run_id").asText()))) {
        found.add(version);
      }
    }
    return out;
  }

  private JsonNode createVersion(JsonNode in) {
    if (!models.contains(in.path("name").asText())) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no model " + in.path("name"));
    }
    versions.add(in);
    return JSON.createObjectNode();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
