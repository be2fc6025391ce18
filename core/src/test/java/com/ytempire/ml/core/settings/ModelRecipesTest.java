package com.ytempire.ml.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.config.ConfigFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRecipesTest {

  @Test
  void theShippedFileSaysHowTheTrendPredictorIsTrained() throws IOException {
    Map<String, ModelRecipe> recipes = ModelRecipes.load(Path.of("../config/models.yaml"));

    ModelRecipe trend = recipes.get("trend_predictor");
    assertThat(trend.type()).isEqualTo("transformer");
    assertThat(trend.training())
        .containsEntry("learning_rate", 0.001)
        .containsEntry("early_stopping_patience", 10.0)
        .hasSize(4);
    assertThat(trend.architecture())
        .containsOnly(
            Map.entry("encoder_layers", 6.0),
            Map.entry("attention_heads", 8.0),
            Map.entry("hidden_size", 512.0),
            Map.entry("dropout", 0.1));
    assertThat(recipes.get("script_generator"))
        .isEqualTo(new ModelRecipe(null, Map.of(), Map.of()));
  }

  @Test
  void aNumberThatIsNoneIsNamedWithItsPlace() {
    String yaml =
        """
        models:
          trend_predictor:
            type: gradient_boosting
            training:
              epochs: many
        """;

    assertThatThrownBy(() -> ModelRecipes.parse(yaml, "models.yaml"))
        .isInstanceOf(ConfigFileException.class)
        .hasMessageContaining("models.yaml:5")
        .hasMessageContaining("epochs");
  }
}
