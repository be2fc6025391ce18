package com.ytempire.ml.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ModelsFileTest {

  @Test
  void readsTheShippedFile() throws IOException {
    var models = ModelsFile.load(Path.of("..", "config", "models.yaml"));

    assertThat(models).containsOnlyKeys("trend_predictor", "script_generator", "quality_scorer");
    assertThat(models.get("trend_predictor"))
        .isEqualTo(new InferenceSettings(64, Duration.ofSeconds(5), true, null, null, null));
    assertThat(models.get("quality_scorer")).isEqualTo(InferenceSettings.UNSET);
  }

  @Test
  void readsEveryKeyOfInference() {
    var models =
        ModelsFile.parse(
            """
            models:
              sentence-transformers/all-MiniLM-L6-v2:
                inference:
                  max_batch_size: 8
                  timeout_ms: 250
                  cache_enabled: false
                  queue_capacity: 4_096
                  max_delay_ms: 0
                  prefer_quantized: true
            """,
            "models.yaml");

    assertThat(models.get("sentence-transformers/all-MiniLM-L6-v2"))
        .isEqualTo(
            new InferenceSettings(8, Duration.ofMillis(250), false, 4096, Duration.ZERO, true));
  }

  @Test
  void tellsEveryMistakeWithItsPlace() {
    assertThatThrownBy(
            () ->
                ModelsFile.parse(
                    """
                    models:
                      a:
                        inferense: {}
                      b:
                        inference:
                          max_batch_size: 0
                          cache_enabled: maybe
                      c:
                        inference: {max_batch_size: 64, queue_capacity: 8}
                      d: 3
                    """,
                    "m.yaml"))
        .isInstanceOf(ConfigFileException.class)
        .extracting(
            failure -> ((ConfigFileException) failure).problems(), InstanceOfAssertFactories.LIST)
        .map(problem -> ((ConfigProblem) problem).toString())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("m.yaml:3:5: inferense: is not a key of a model")
                    .endsWith("did you mean 'inference'?"),
            second ->
                assertThat(second)
                    .isEqualTo(
                        "m.yaml:6:23: max_batch_size: '0' is not a whole number from 1 to 1024"),
            third ->
                assertThat(third)
                    .isEqualTo(
                        "m.yaml:7:22: cache_enabled: 'maybe' is neither; expected true or false"),
            fourth ->
                assertThat(fourth)
                    .isEqualTo(
                        "m.yaml:9:53: queue_capacity: 8 is less than max_batch_size; expected at"
                            + " least 64"),
            fifth ->
                assertThat(fifth)
                    .isEqualTo("m.yaml:10:6: d: '3' is not a mapping; expected a model"));
  }

  @Test
  void refusesAFileWithoutModels() {
    assertThatThrownBy(() -> ModelsFile.parse("", "m.yaml"))
        .hasMessage("m.yaml:1:1: models: the file is empty; expected the key 'models'");
    assertThatThrownBy(() -> ModelsFile.parse("model: {}", "m.yaml"))
        .hasMessageContaining("m.yaml:1:1: model: is not a key of a model file")
        .hasMessageContaining("m.yaml:1:1: models: is missing; expected models by name");
  }
}
