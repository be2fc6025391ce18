package com.ytempire.ml.api.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.testing.TinyModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {
  private static final ModelRef FIRST = new ModelRef("tiny/sum", "1.0.0");
  private static final ModelRef SECOND = new ModelRef("tiny/sum", "2.0.0");
  private static final String MODEL = "/v2/models/tiny%2Fsum";
  private static final String INPUT =
      """
      {"id":"7","inputs":[{"name":"features","shape":[1,2],"datatype":"FP32","data":[1,2]}]}""";

  @TempDir static Path folder;

  private static SharedModelEngines engines;
  private static ServiceUnderTest service;
  private static ServiceClient caller;

  @BeforeAll
  static void start() throws Exception {
    Map<ModelRef, ModelFolder> folders =
        Map.of(
            FIRST,
            TinyModels.sum(folder.resolve("1"), FIRST, 0),
            SECOND,
            TinyModels.sum(folder.resolve("2"), SECOND, 10));
    engines =
        new SharedModelEngines(
            EngineSettings.of(PlatformSettings.from(Map.of()), Map.of()),
            folders::get,
            Clock.systemUTC());
    var registry = new InMemoryModelRegistry(Clock.systemUTC());
    registry.register(version(FIRST));
    registry.register(version(SECOND));
    registry.activate(FIRST);
    service =
        ServiceUnderTest.start(
            Map.of(),
            options ->
                options.with(ModelRegistry.class, registry).with(ModelEngines.class, engines));
    caller = atRoot(service.as("predict"));
  }

  @AfterAll
  static void stop() {
    service.close();
    engines.close();
  }

  private static ModelVersion version(ModelRef ref) {
    return new ModelVersion(
        UUID.randomUUID(),
        ref,
        "tabular",
        ModelStatus.INACTIVE,
        "file:///none",
        null,
        null,
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  /** The same caller outside the base path. */
  private static ServiceClient atRoot(ServiceClient client) {
    return client.at("http://127.0.0.1:" + service.address().getPort());
  }

  @Test
  void runsTheActiveVersionAndTheOneThatIsNamed() {
    Answer active = caller.post(MODEL + "/infer", INPUT);
    Answer named = caller.post(MODEL + "/versions/2.0.0/infer", INPUT);

    assertThat(active.status()).isEqualTo(200);
    assertThat(active.json().path("model_name").asText()).isEqualTo("tiny/sum");
    assertThat(active.json().path("model_version").asText()).isEqualTo("1.0.0");
    assertThat(active.json().path("outputs").path(0).path("data").path(0).asDouble()).isEqualTo(3);
    assertThat(named.json().path("model_version").asText()).isEqualTo("2.0.0");
    assertThat(named.json().path("outputs").path(0).path("data").path(0).asDouble()).isEqualTo(13);
  }

  @Test
  void describesTheServerAndItsModels() {
    assertThat(caller.get("/v2").json().path("name").asText()).isEqualTo("ytempire");

    Answer model = caller.get(MODEL);

    assertThat(model.status()).isEqualTo(200);
    assertThat(model.json().path("versions").toString()).contains("1.0.0", "2.0.0");
    assertThat(model.json().path("inputs").path(0).path("name").asText()).isEqualTo("features");
  }

  @Test
  void letsAnybodyAskForHealth() {
    ServiceClient anybody = atRoot(service.anybody());

    assertThat(anybody.get("/v2/health/live").status()).isEqualTo(200);
    assertThat(anybody.get("/v2/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/models/none, 404",
    "POST, /v2/models/none/infer, 404",
    "GET, /v2/models/tiny/sum, 404",
    "GET, /v2/health/other, 404",
    "POST, /v2/models/tiny%2Fsum/infer, 400",
    "POST, /v2/models/tiny%2Fsum/versions/9/infer, 404",
  })
  void answersMistakesAsTheProtocolDoes(String method, String path, int status) {
    Answer answer = caller.send(method, path, body(method, status));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().fieldNames()).toIterable().containsExactly("error");
    assertThat(answer.header("content-type").orElseThrow()).startsWith("application/json");
  }

  private static String body(String method, int status) {
    return method.equals("POST") ? status == 404 ? INPUT : "{}" : null;
  }

  @Test
  void refusesWhoMayNotInTheProtocolsWords() {
    Answer unknown = atRoot(service.anybody()).post(MODEL + "/infer", INPUT);
    Answer forbidden = atRoot(service.as("read")).post(MODEL + "/infer", INPUT);

    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.json().path("error").asText()).contains("token");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.json().fieldNames()).toIterable().containsExactly("error");
    assertThat(atRoot(service.as("read")).get(MODEL).status()).isEqualTo(200);
    assertThat(atRoot(service.as("ingest")).get(MODEL).status()).isEqualTo(403);
  }
}
