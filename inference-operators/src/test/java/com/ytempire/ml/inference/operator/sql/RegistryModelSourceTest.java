package com.ytempire.ml.inference.operator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.operator.sql.ModelSource.FoundModel;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryModelSourceTest {
  private static final ModelRef REF = new ModelRef("sum", "1.0.0");

  @TempDir static Path folder;

  private static Path registry;

  private final RegistryModelSource source =
      new RegistryModelSource(() -> Map.of("MODEL_DEFAULT_TIMEOUT_MS", "1234"));

  @BeforeAll
  static void publish() throws Exception {
    ModelFolder version = TinyModels.sum(folder.resolve("version"), REF, 0);
    registry = folder.resolve("registry");
    try (ModelRepository repository =
        ModelRepository.open(registry.toString(), PlatformSettings.from(Map.of()).objects())) {
      repository.publish(version.manifest(), version.directory());
    }
  }

  @Test
  void findsAVersionInTheRepositoryThatTheOptionsName() {
    FoundModel found = source.find(options("sum", "1.0.0"));

    assertThat(found.manifest().ref()).isEqualTo(REF);
    assertThat(found.manifest().features()).containsExactly("a", "b");
    assertThat(found.timeout()).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  void runsTheModelAsTheModelFileSays() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("models.yaml"), "models: {sum: {inference: {timeout_ms: 77}}}");
    Configuration options = options("sum", "1.0.0");
    options.set(SqlModelOptions.MODELS_FILE, file.toString());

    assertThat(source.find(options).timeout()).isEqualTo(Duration.ofMillis(77));
  }

  @Test
  void saysWhatIsWrongWithTheModelFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.yaml"), "models: {sum: {inference: {timeout_ms: never}}}");
    Configuration wrong = options("sum", "1.0.0");
    wrong.set(SqlModelOptions.MODELS_FILE, file.toString());
    Configuration missing = options("sum", "1.0.0");
    missing.set(SqlModelOptions.MODELS_FILE, folder.resolve("missing.yaml").toString());

    assertThatThrownBy(() -> source.find(wrong))
        .isInstanceOf(ValidationException.class)
        .hasMessageContainingAll(file.toString(), "timeout_ms");
    assertThatThrownBy(() -> source.find(missing))
        .isInstanceOf(ValidationException.class)
        .hasMessageContainingAll("models-file", "missing.yaml");
  }

  @Test
  void namesTheVersionsThatThereAre() {
    assertThatThrownBy(() -> source.find(options("sum", "9")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContainingAll("9", "1.0.0");
  }

  @Test
  void refusesANameThatNoModelCanHave() {
    assertThatThrownBy(() -> source.find(options("a model", "1")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("a model");
  }

  @Test
  void saysThatTheRegistryIsAwayWhenNoVersionIsNamed() {
    Configuration options = options("sum", null);
    // Nothing listens on the port that is reserved for that.
    options.set(SqlModelOptions.DATABASE_URL, "postgresql://user:secret@127.0.0.1:1/none");

    assertThatThrownBy(() -> source.find(options))
        .isInstanceOf(ValidationException.class)
        .hasMessageNotContaining("secret");
  }

  private static Configuration options(String model, String version) {
    Configuration options = new Configuration();
    options.set(SqlModelOptions.MODEL, model);
    options.set(SqlModelOptions.REGISTRY_PATH, registry.toString());
    if (version != null) {
      options.set(SqlModelOptions.VERSION, version);
    }
    return options;
  }
}
