package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.inference.text.BundledMiniLm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engines of a process over a repository in a folder, as jobs and the service get them. */
class EnginesOfRepositoryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ModelRef ONE = new ModelRef("trend_predictor", "1");
  private static final ModelRef TWO = new ModelRef("trend_predictor", "2");

  @TempDir private Path directory;

  @BeforeEach
  void publish() throws Exception {
    publish(ONE, 100);
    publish(TWO, 200);
  }

  @Test
  void sharesAVersionBetweenHandlesAndKeepsItForALeaseThatOutlivesThem() throws Exception {
    ModelEngines first = SharedModelEngines.acquire(settings(Map.of()));
    ModelEngines second = SharedModelEngines.provider(settings(Map.of())).acquire();
    ModelLease one = get(first.acquire(ONE));
    ModelLease same = get(second.acquire(ONE));
    assertThat(same.engine()).isSameAs(one.engine());

    one.close();
    first.close();
    first.close();
    second.close();
    try (ModelEngines third = SharedModelEngines.acquire(settings(Map.of()))) {
      assertThat(third.loaded()).extracting(LoadedVersion::ref).containsExactly(ONE);
      assertThat(score(same)).isEqualTo(103);
      same.close();
      same.close();
      assertThat(third.loaded()).isEmpty();
      assertThat(first.acquire(ONE).handle((lease, failure) -> failure).get(10, SECONDS))
          .isInstanceOf(InferenceException.class)
          .hasMessage("trend_predictor_v1: engines are closed");
    }
  }

  @Test
  void startsAnewOnceNobodyHoldsAnything() throws Exception {
    try (ModelEngines engines = SharedModelEngines.acquire(settings(Map.of()))) {
      get(engines.acquire(ONE)).close();
    }

    try (ModelEngines engines = SharedModelEngines.acquire(settings(Map.of()));
        ModelLease lease = get(engines.acquire(ONE))) {
      assertThat(score(lease)).isEqualTo(103);
      await().atMost(TIMEOUT).until(() -> engines.loaded().size() == 1);
    }
  }

  @Test
  void keepsEnginesOfOtherSettingsApart() throws Exception {
    EngineSettings settings = settings(Map.of());
    try (ModelEngines one = SharedModelEngines.acquire(settings);
        ModelEngines other =
            SharedModelEngines.acquire(settings(Map.of("MODEL_DEFAULT_TIMEOUT_MS", "7")));
        ModelLease lease = get(one.acquire(ONE))) {
      assertThat(lease.engine().ref()).isEqualTo(ONE);
      assertThat(other.loaded()).isEmpty();
    }
  }

  @Test
  void saysWhichVersionIsUnknownAndGoesOn() throws Exception {
    try (ModelEngines engines = SharedModelEngines.acquire(settings(Map.of()))) {
      assertThatThrownBy(() -> get(engines.acquire(new ModelRef("trend_predictor", "3"))))
          .cause()
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("trend_predictor_v3")
          .hasMessageContaining(directory.resolve("registry").toString());

      try (ModelLease lease = get(engines.acquire(TWO))) {
        assertThat(score(lease)).isEqualTo(203);
      }
    }
  }

  @Test
  void refusesAFileThatIsNotTheOneOfItsChecksum() throws Exception {
    Path network = directory.resolve("registry/trend_predictor/1/model.onnx");
    byte[] content = Files.readAllBytes(network);
    content[content.length / 2] ^= 1;
    Files.write(network, content);

    try (ModelEngines engines = SharedModelEngines.acquire(settings(Map.of()))) {
      assertThatThrownBy(() -> get(engines.acquire(ONE)))
          .cause()
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("trend_predictor_v1")
          .hasMessageContaining("model.onnx");
      assertThat(engines.loaded()).isEmpty();

      try (ModelLease lease = get(engines.acquire(TWO))) {
        assertThat(score(lease)).isEqualTo(203);
      }
    }
  }

  @Test
  void takesTheVersionOfThePinnedFolderFromThere() throws Exception {
    Path pinned = directory.resolve("pinned");
    ModelRef ref = new ModelRef("trend_predictor", "9");
    ModelFolder source = TinyModels.sum(directory.resolve("source-9"), ref, 900);
    try (ModelRepository other =
        ModelRepository.open(pinned.toString(), settings(Map.of()).objects())) {
      other.publish(source.manifest(), source.directory());
    }
    Map<String, String> environment =
        Map.of("TREND_MODEL_PATH", pinned.resolve(ref.folder()).toString());

    try (ModelEngines engines = SharedModelEngines.acquire(settings(environment));
        ModelLease lease = get(engines.acquire(ref));
        ModelLease others = get(engines.acquire(TWO))) {
      assertThat(score(lease)).isEqualTo(903);
      assertThat(score(others)).isEqualTo(203);
    }
  }

  @Test
  void servesTheBundledEncoderWithoutARepository() throws Exception {
    Map<String, String> environment =
        Map.of("MODEL_REGISTRY_PATH", directory.resolve("none").toString());

    try (ModelEngines engines = SharedModelEngines.acquire(settings(environment));
        ModelLease lease = get(engines.acquire(BundledMiniLm.REF))) {
      float[] vector =
          lease.engine(TextEmbeddingEngine.class).embed("a title", TIMEOUT).get(10, SECONDS);
      assertThat(vector).hasSize(384);
    }
  }

  private void publish(ModelRef ref, float constant) throws Exception {
    ModelFolder folder = TinyModels.sum(directory.resolve("source-" + ref), ref, constant);
    try (ModelRepository repository =
        ModelRepository.open(
            directory.resolve("registry").toString(), settings(Map.of()).objects())) {
      repository.publish(folder.manifest(), folder.directory());
    }
  }

  private EngineSettings settings(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>();
    variables.put("MODEL_REGISTRY_PATH", directory.resolve("registry").toString());
    variables.put("MODEL_CACHE_DIR", directory.resolve("cache").toString());
    variables.put("CUDA_VISIBLE_DEVICES", "-1");
    variables.putAll(environment);
    return EngineSettings.of(PlatformSettings.from(variables), Map.of());
  }

  private static ModelLease get(CompletableFuture<ModelLease> lease) throws Exception {
    return lease.get(20, SECONDS);
  }

  private static float score(ModelLease lease) throws Exception {
    return lease.engine(TabularEngine.class).score(new float[] {1, 2}, TIMEOUT).get(10, SECONDS)[0];
  }
}
