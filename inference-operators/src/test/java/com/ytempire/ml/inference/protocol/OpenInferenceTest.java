package com.ytempire.ml.inference.protocol;

import static com.ytempire.ml.inference.protocol.ScriptedServer.error;
import static com.ytempire.ml.inference.protocol.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.engine.ModelEngine;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceTest {
  private static final ModelRef SUM = new ModelRef("sum", "1.0.0");
  private static final ModelSignature SIGNATURE =
      new ModelSignature(
          List.of(TensorSpec.of("features", TensorType.FLOAT32, -1L, 2L)),
          List.of(
              TensorSpec.of("sum", TensorType.FLOAT32, -1L, 1L),
              TensorSpec.of("rows", TensorType.INT64, 1L)));
  private static final String ROW =
      "{\"name\": \"features\", \"shape\": [1, 2], \"datatype\": \"FP32\", \"data\": [1.5, 2]}";

  @Test
  void describesTheServerAndItsHealth() {
    ScriptedServer server = new ScriptedServer();

    assertThat(json(server.get("/v2")).toString())
        .isEqualTo(
            "{\"name\":\"test\",\"version\":\"1.0\",\"extensions\":[\"binary_tensor_data\"]}");
    assertThat(server.get("/v2/").status()).isEqualTo(200);
    assertThat(json(server.get("/v2/health/live")).toString()).isEqualTo("{\"live\":true}");
    assertThat(server.get("/v2/health/ready").status()).isEqualTo(200);

    server.ready = false;

    assertThat(server.get("/v2/health/ready").status()).isEqualTo(503);
    assertThat(json(server.get("/v2/health/ready")).path("live").asBoolean(true)).isFalse();
  }

  @Test
  void describesAModel() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));

    JsonNode described = json(server.get("/v2/models/sum"));

    assertThat(described.toString())
        .isEqualTo(
            "{\"name\":\"sum\",\"versions\":[\"1.0.0\"],\"platform\":\"onnxruntime_onnx\","
                + "\"inputs\":[{\"name\":\"features\",\"datatype\":\"FP32\",\"shape\":[-1,2]}],"
                + "\"outputs\":[{\"name\":\"sum\",\"datatype\":\"FP32\",\"shape\":[-1,1]},"
                + "{\"name\":\"rows\",\"datatype\":\"INT64\",\"shape\":[1]}]}");
    assertThat(json(server.get("/v2/models/sum/versions/1.0.0"))).isEqualTo(described);
  }

  @Test
  void tellsWhetherAVersionIsReady() {
    ScriptedServer server =
        new ScriptedServer()
            .serve(sum(SUM))
            .serveLater(new ModelRef("sum", "2.0.0"), new CompletableFuture<>());

    assertThat(json(server.get("/v2/models/sum/ready")).toString())
        .isEqualTo("{\"name\":\"sum\",\"ready\":true}");
    assertThat(server.get("/v2/models/sum/versions/1.0.0/ready").status()).isEqualTo(200);
    ProtocolResponse loading = server.get("/v2/models/sum/versions/2.0.0/ready");
    assertThat(loading.status()).isEqualTo(503);
    assertThat(json(loading).path("ready").asBoolean(true)).isFalse();
  }

  @Test
  void answersWithIdVersionAndAllOutputs() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));

    ProtocolResponse response =
        server.post("/v2/models/sum/infer", "{\"id\": \"42\", \"inputs\": [" + ROW + "]}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers()).containsEntry("Content-Type", "application/json");
    assertThat(json(response).toString())
        .isEqualTo(
            "{\"model_name\":\"sum\",\"model_version\":\"1.0.0\",\"id\":\"42\",\"outputs\":["
                + "{\"name\":\"sum\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[3.5]},"
                + "{\"name\":\"rows\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[1]}]}");
  }

  @Test
  void answersFromTheVersionInThePath() {
    ModelRef second = new ModelRef("sum", "2.0.0");
    ScriptedServer server = new ScriptedServer().serve(sum(SUM)).serve(sum(second));

    ProtocolResponse response =
        server.post("/v2/models/sum/versions/2.0.0/infer", "{\"inputs\": [" + ROW + "]}");

    assertThat(json(response).path("model_version").asText()).isEqualTo("2.0.0");
  }

  @Test
  void findsANameWithASlashOnlyPercentEncoded() {
    ModelRef ref = new ModelRef("sentence-transformers/all-MiniLM-L6-v2", "1");
    ScriptedServer server = new ScriptedServer().serve(sum(ref));

    ProtocolResponse response =
        server.post(
            "/v2/models/sentence-transformers%2Fall-MiniLM-L6-v2/infer?trace=1",
            "{\"inputs\": [" + ROW + "]}");

    assertThat(json(response).path("model_name").asText()).isEqualTo(ref.name());
    ProtocolResponse plain = server.get("/v2/models/sentence-transformers/all-MiniLM-L6-v2");
    assertThat(plain.status()).isEqualTo(404);
    assertThat(error(plain)).contains("%2F");
  }

  @Test
  void answersOnlyTheOutputsAskedForInTheirOrder() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));

    ProtocolResponse response =
        server.post(
            "/v2/models/sum/infer",
            "{\"inputs\": ["
                + ROW
                + "], \"outputs\": [{\"name\": \"rows\"}, {\"name\": \"sum\"}]}");

    assertThat(json(response).path("outputs").findValuesAsText("name"))
        .containsExactly("rows", "sum");
  }

  @Test
  void mixesJsonAndBinaryOutputs() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));

    ProtocolResponse response =
        server.post(
            "/v2/models/sum/infer",
            "{\"parameters\": {\"binary_data_output\": true}, \"inputs\": ["
                + ROW
                + "], \"outputs\": [{\"name\": \"sum\"}, "
                + "{\"name\": \"rows\", \"parameters\": {\"binary_data\": false}}]}");

    int header = Integer.parseInt(response.headers().get("Inference-Header-Content-Length"));
    assertThat(response.headers()).containsEntry("Content-Type", "application/octet-stream");
    JsonNode outputs = json(response).path("outputs");
    assertThat(outputs.path(0).path("parameters").path("binary_data_size").asInt()).isEqualTo(4);
    assertThat(outputs.path(0).has("data")).isFalse();
    assertThat(outputs.path(1).path("data").toString()).isEqualTo("[1]");
    assertThat(
            ByteBuffer.wrap(response.body(), header, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat())
        .isEqualTo(3.5f);
    assertThat(response.body()).hasSize(header + 4);
  }

  @Test
  void takesARawBinaryRequestAndAnswersBinary() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));
    byte[] row = littleEndian(1.5f, 2);

    ProtocolResponse response =
        server.post("/v2/models/sum/infer", Map.of("inference-header-content-length", "0"), row);

    assertThat(response.status()).isEqualTo(200);
    int header = Integer.parseInt(response.headers().get("Inference-Header-Content-Length"));
    assertThat(Arrays.copyOfRange(response.body(), header, header + 4))
        .isEqualTo(littleEndian(3.5f));
  }

  @Test
  void refusesARawRequestOfAnotherLength() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));

    ProtocolResponse response =
        server.post(
            "/v2/models/sum/infer", Map.of("Inference-Header-Content-Length", "0"), new byte[12]);

    assertThat(response.status()).isEqualTo(400);
    assertThat(error(response)).contains("features", "12 bytes", "FP32");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v3, 404",
    "GET, /, 404",
    "GET, /v2/nothing, 404",
    "GET, /v2/health, 404",
    "GET, /v2/health/well, 404",
    "GET, /v2/models, 404",
    "GET, /v2/models/other, 404",
    "GET, /v2/models/sum/versions, 404",
    "GET, /v2/models/sum/versions/9, 404",
    "GET, /v2/models/sum/versions/9/ready, 404",
    "GET, /v2/models/sum/stats, 404",
    "GET, /v2/models/su%zz, 400",
    "GET, /v2/models/su%ff, 400",
    "GET, /v2/models/%73um, 200",
    "POST, /v2, 405",
    "DELETE, /v2/models/sum, 405",
    "GET, /v2/models/sum/infer, 405",
    "POST, /v2/models/other/infer, 404",
    "POST, /v2/models/sum/versions/9/infer, 404"
  })
  void answersAPathWithItsStatus(String method, String path, int status) {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));
    byte[] body = ("{\"inputs\": [" + ROW + "]}").getBytes(StandardCharsets.UTF_8);

    ProtocolResponse response =
        ScriptedServer.await(
            server.protocol.handle(new ProtocolRequest(method, path, Map.of(), body)));

    assertThat(response.status()).isEqualTo(status);
    assertThat(json(response).has("error")).isEqualTo(status != 200);
  }

  @Test
  void namesTheVersionsWhenNoneIsActive() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM)).withoutActiveVersion("sum");

    ProtocolResponse response = server.post("/v2/models/sum/infer", "{\"inputs\": [" + ROW + "]}");

    assertThat(response.status()).isEqualTo(404);
    assertThat(error(response)).contains("no active version", "1.0.0");
    assertThat(server.get("/v2/models/sum/ready").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void answersEveryReasonOfTheEngineWithItsStatus(Reason reason) {
    ScriptedServer server = new ScriptedServer().serve(failing(reason));
    int expected =
        switch (reason) {
          case INVALID_INPUT -> 400;
          case REJECTED -> 429;
          case DEADLINE_EXCEEDED -> 504;
          case CLOSED, MODEL_UNAVAILABLE -> 503;
          case OUT_OF_MEMORY, MODEL_FAILED -> 500;
        };

    ProtocolResponse response = server.post("/v2/models/sum/infer", "{\"inputs\": [" + ROW + "]}");

    assertThat(response.status()).isEqualTo(expected);
    assertThat(response.headers().containsKey("Retry-After"))
        .isEqualTo(reason == Reason.REJECTED || reason == Reason.CLOSED);
    assertThat(error(response)).isNotBlank();
    if (reason == Reason.MODEL_FAILED) {
      assertThat(error(response)).doesNotContain("the words of the engine");
    }
  }

  @Test
  void keepsPathsOfTheServerToItself() {
    ScriptedServer server =
        new ScriptedServer()
            .serveLater(
                SUM,
                CompletableFuture.failedFuture(
                    new ModelLoadException("no model file at /secret/place")));

    ProtocolResponse response = server.post("/v2/models/sum/infer", "{\"inputs\": [" + ROW + "]}");

    assertThat(response.status()).isEqualTo(503);
    assertThat(error(response)).contains("cannot be loaded").doesNotContain("secret");
  }

  @Test
  void saysThatTheRegistryIsAway() {
    ScriptedServer server = new ScriptedServer().serve(sum(SUM));
    server.registryFailure = new StoreUnavailableException("connection refused", null);

    ProtocolResponse response = server.get("/v2/models/sum");

    assertThat(response.status()).isEqualTo(503);
    assertThat(error(response)).contains("registry").doesNotContain("refused");
    assertThat(server.post("/v2/models/sum/infer", "{\"inputs\": [" + ROW + "]}").status())
        .isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"timeout_ms\": 20", "\"timeout\": 20000"})
  void answersInTimeWhenTheVersionIsStillLoading(String timeout) {
    CompletableFuture<ModelEngine> loading = new CompletableFuture<>();
    ScriptedServer server = new ScriptedServer().serveLater(SUM, loading);

    ProtocolResponse response =
        server.post(
            "/v2/models/sum/infer",
            "{\"parameters\": {" + timeout + "}, \"inputs\": [" + ROW + "]}");

    assertThat(response.status()).isEqualTo(504);

    loading.complete(sum(SUM));

    assertThat(server.openLeases(SUM)).as("kept for the next request").isEqualTo(1);
    server.protocol.close();
    assertThat(server.openLeases(SUM)).isZero();
  }

  @Test
  void tellsTheEngineHowMuchTimeIsLeft() {
    AtomicReference<Duration> seen = new AtomicReference<>();
    ScriptedServer server =
        new ScriptedServer()
            .serve(
                new EchoEngine(
                    SUM,
                    SIGNATURE,
                    (inputs, timeout) -> {
                      seen.set(timeout);
                      return sumOf(inputs);
                    }));

    server.post(
        "/v2/models/sum/infer",
        "{\"parameters\": {\"timeout_ms\": 15000}, \"inputs\": [" + ROW + "]}");
    assertThat(seen.get()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));

    server.post(
        "/v2/models/sum/infer",
        "{\"parameters\": {\"timeout_ms\": 900000}, \"inputs\": [" + ROW + "]}");
    assertThat(seen.get()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
  }

  @Test
  void takesACancelledRequestOutOfTheQueue() {
    CompletableFuture<Map<String, Tensor>> waiting = new CompletableFuture<>();
    ScriptedServer server =
        new ScriptedServer().serve(new EchoEngine(SUM, SIGNATURE, (inputs, timeout) -> waiting));
    byte[] body = ("{\"inputs\": [" + ROW + "]}").getBytes(StandardCharsets.UTF_8);

    CompletableFuture<ProtocolResponse> response =
        server.protocol.handle(new ProtocolRequest("POST", "/v2/models/sum/infer", Map.of(), body));
    assertThat(response).isNotDone();
    response.cancel(true);

    assertThat(waiting).isCancelled();
    server.protocol.close();
    assertThat(server.openLeases(SUM)).isZero();
  }

  @Test
  void keepsOnlySoManyVersionsLoaded() {
    ProtocolSettings settings =
        new ProtocolSettings(
            "test", "1", ProtocolLimits.DEFAULT, Duration.ofSeconds(5), Duration.ofSeconds(5), 2);
    ScriptedServer server = new ScriptedServer(settings);
    List<ModelRef> refs =
        List.of(new ModelRef("sum", "1"), new ModelRef("sum", "2"), new ModelRef("sum", "3"));
    refs.forEach(ref -> server.serve(sum(ref)));

    for (String version : List.of("1", "2", "1", "3")) {
      server.post("/v2/models/sum/versions/" + version + "/infer", "{\"inputs\": [" + ROW + "]}");
    }

    assertThat(refs.stream().map(server::openLeases)).containsExactly(1, 0, 1);
  }

  @Test
  void writesNanAsNullAndRefusesInfinityInJson() {
    assertThat(json(answerOf(Float.NaN, false)).path("outputs").path(0).path("data").toString())
        .isEqualTo("[null]");
    ProtocolResponse infinite = answerOf(Float.POSITIVE_INFINITY, false);
    assertThat(infinite.status()).isEqualTo(406);
    assertThat(error(infinite)).contains("sum", "binary_data");
    assertThat(answerOf(Float.POSITIVE_INFINITY, true).status()).isEqualTo(200);
  }

  private static ProtocolResponse answerOf(float value, boolean binary) {
    ScriptedServer server =
        new ScriptedServer()
            .serve(
                new EchoEngine(
                    SUM,
                    SIGNATURE,
                    (inputs, timeout) ->
                        CompletableFuture.completedFuture(
                            Map.of(
                                "sum", Tensor.of(new float[] {value}, 1, 1),
                                "rows", Tensor.of(new long[] {1}, 1)))));
    return server.post(
        "/v2/models/sum/infer",
        "{\"parameters\": {\"binary_data_output\": " + binary + "}, \"inputs\": [" + ROW + "]}");
  }

  private static EchoEngine sum(ModelRef ref) {
    return new EchoEngine(ref, SIGNATURE, (inputs, timeout) -> sumOf(inputs));
  }

  private static CompletableFuture<Map<String, Tensor>> sumOf(Map<String, Tensor> inputs) {
    float[] values = inputs.get("features").floats();
    float[] sums = new float[values.length / 2];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = values[2 * i] + values[2 * i + 1];
    }
    return CompletableFuture.completedFuture(
        Map.of(
            "sum", Tensor.of(sums, sums.length, 1),
            "rows", Tensor.of(new long[] {sums.length}, 1)));
  }

  private static EchoEngine failing(Reason reason) {
    return new EchoEngine(
        SUM,
        SIGNATURE,
        (inputs, timeout) ->
            CompletableFuture.failedFuture(
                new InferenceException(reason, "the words of the engine", null)));
  }

  private static byte[] littleEndian(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
