package com.ytempire.ml.inference.protocol;

import static com.ytempire.ml.inference.protocol.ScriptedServer.await;
import static com.ytempire.ml.inference.protocol.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.inference.text.BundledMiniLm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over models that ONNX Runtime runs. */
class LoadedModelsTest {
  private static final ModelRef FIRST = new ModelRef("sum", "1.0.0");
  private static final ModelRef SECOND = new ModelRef("sum", "2.0.0");
  private static final String MINI_LM = "/v2/models/sentence-transformers%2Fall-MiniLM-L6-v2";

  @TempDir static Path folder;

  private static SharedModelEngines engines;
  private static OpenInference protocol;

  @BeforeAll
  static void load() throws Exception {
    Map<ModelRef, ModelFolder> folders =
        Map.of(
            FIRST,
            TinyModels.sum(folder.resolve("1"), FIRST, 0),
            SECOND,
            TinyModels.sum(folder.resolve("2"), SECOND, 10),
            BundledMiniLm.REF,
            BundledMiniLm.folder(null));
    engines =
        new SharedModelEngines(
            EngineSettings.of(PlatformSettings.from(Map.of()), Map.of()),
            folders::get,
            Clock.systemUTC());
    protocol =
        new OpenInference(
            ProtocolSettings.of("test", "1", Duration.ofSeconds(60)),
            new Served(folders),
            engines,
            ForkJoinPool.commonPool());
  }

  @AfterAll
  static void unload() {
    protocol.close();
    engines.close();
  }

  @Test
  void embedsTextsInJsonAndInBinaryAlike() {
    String request =
        "{\"inputs\": [{\"name\": \"text\", \"shape\": [2], \"datatype\": \"BYTES\","
            + " \"data\": [\"A cat sleeps.\", \"Ein längerer Satz über Katzen.\"]}],"
            + " \"parameters\": {\"binary_data_output\": %s}}";

    JsonNode plain = json(post(MINI_LM + "/infer", request.formatted(false)));
    ProtocolResponse binary = post(MINI_LM + "/infer", request.formatted(true));

    JsonNode output = plain.path("outputs").path(0);
    assertThat(plain.path("model_name").asText()).isEqualTo(BundledMiniLm.REF.name());
    assertThat(output.path("datatype").asText()).isEqualTo("FP32");
    assertThat(output.path("shape").toString()).isEqualTo("[2,384]");
    int header = Integer.parseInt(binary.headers().get("Inference-Header-Content-Length"));
    ByteBuffer bytes =
        ByteBuffer.wrap(binary.body(), header, binary.body().length - header)
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.remaining()).isEqualTo(4 * 2 * 384);
    double squares = 0;
    for (int i = 0; i < 2 * 384; i++) {
      float value = bytes.getFloat();
      assertThat(value).isEqualTo((float) output.path("data").path(i).asDouble(), within(1e-5f));
      squares += value * value;
    }
    assertThat(squares).isEqualTo(2, within(1e-4));
  }

  @Test
  void answersFromTheVersionAskedForAndNamesIt() {
    String request =
        "{\"inputs\": [{\"name\": \"features\", \"shape\": [2, 2], \"datatype\": \"FP32\","
            + " \"data\": [[1, 2], [3, 4]]}]}";

    JsonNode active = json(post("/v2/models/sum/infer", request));
    JsonNode other = json(post("/v2/models/sum/versions/1.0.0/infer", request));

    assertThat(active.path("model_version").asText()).isEqualTo("2.0.0");
    assertThat(active.path("outputs").path(0).path("data").toString()).isEqualTo("[13.0,17.0]");
    assertThat(other.path("model_version").asText()).isEqualTo("1.0.0");
    assertThat(other.path("outputs").path(0).path("data").toString()).isEqualTo("[3.0,7.0]");
  }

  @Test
  void answersWhatTheEngineRefusesWith400AndGoesOn() {
    String request =
        "{\"inputs\": [{\"name\": \"features\", \"shape\": [%d, 2], \"datatype\": \"FP32\","
            + " \"data\": %s}]}";

    ProtocolResponse nan = post("/v2/models/sum/infer", request.formatted(1, "[1, null]"));
    ProtocolResponse empty = post("/v2/models/sum/infer", request.formatted(0, "[]"));
    ProtocolResponse blank =
        post(
            MINI_LM + "/infer",
            "{\"inputs\": [{\"name\": \"text\", \"shape\": [1], \"datatype\": \"BYTES\","
                + " \"data\": [\" \"]}]}");

    assertThat(List.of(nan.status(), empty.status(), blank.status())).containsOnly(400);
    assertThat(ScriptedServer.error(nan)).contains("b");
    assertThat(ScriptedServer.error(empty)).contains("empty");
    assertThat(post("/v2/models/sum/infer", request.formatted(1, "[1, 2]")).status())
        .isEqualTo(200);
  }

  private static ProtocolResponse post(String path, String json) {
    return await(
        protocol.handle(
            new ProtocolRequest("POST", path, Map.of(), json.getBytes(StandardCharsets.UTF_8))));
  }

  private record Served(Map<ModelRef, ModelFolder> folders) implements ServedModels {
    @Override
    public CompletableFuture<Boolean> ready() {
      return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Optional<ServedModel>> find(String name) {
      List<String> versions =
          folders.keySet().stream()
              .filter(ref -> ref.name().equals(name))
              .map(ModelRef::version)
              .sorted((a, b) -> b.compareTo(a))
              .toList();
      return CompletableFuture.completedFuture(
          versions.isEmpty()
              ? Optional.empty()
              : Optional.of(new ServedModel(name, versions, versions.get(0), Set.of())));
    }

    @Override
    public CompletableFuture<ModelManifest> manifest(ModelRef ref) {
      return CompletableFuture.completedFuture(folders.get(ref).manifest());
    }
  }
}
