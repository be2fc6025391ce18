package com.ytempire.ml.generation.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.generation.provider.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CostFileTest {
  @Test
  void theShippedFileHasPricesOfEveryProviderAndBudgets() throws Exception {
    Path config = Path.of(System.getProperty("ytempire.home"), "config");
    CostFile costs = CostFile.load(config.resolve("costs.yaml"));

    assertThat(costs.price("openai", "gpt-4")).isPresent();
    assertThat(costs.price("elevenlabs", "eleven_monolingual_v1")).isPresent();
    assertThat(costs.price("openai", "unheard-of")).isEmpty();
    assertThat(costs.budgets().perHour()).isEqualByComparingTo("50");
    assertThat(costs.budgets().perKeyAndDay()).isNull();
  }

  @Test
  void aCallCostsWhatItUsesRoundedUpToAMillionth() {
    CostFile costs =
        CostFile.parse(
            """
            prices:
              openai:
                gpt-4: {input_per_million_tokens: 30, output_per_million_tokens: 60}
                "*": {input_per_million_tokens: 0.15}
              stability: {"*": {per_image: 0.08}}
              elevenlabs: {"*": {per_thousand_characters: 0.3}}
            """,
            "costs.yaml");

    assertThat(cost(costs, "openai", "gpt-4", Usage.ofTokens(1_000, 500))).isEqualTo("0.060000");
    assertThat(cost(costs, "openai", "other", Usage.ofTokens(1, 0))).isEqualTo("0.000001");
    assertThat(cost(costs, "stability", "any", Usage.ofImages(3))).isEqualTo("0.240000");
    assertThat(cost(costs, "elevenlabs", "any", Usage.ofCharacters(1_234))).isEqualTo("0.370200");
  }

  private static String cost(CostFile costs, String provider, String model, Usage usage) {
    BigDecimal cost = costs.price(provider, model).orElseThrow().of(usage);
    return cost.toPlainString();
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    String yaml =
        """
        prices:
          openai:
            gpt-4: {input_per_million_token: 30, output_per_million_tokens: -1}
        budgets:
          per_hour: $50
        """;

    assertThatThrownBy(() -> CostFile.parse(yaml, "costs.yaml"))
        .isInstanceOf(ConfigFileException.class)
        .hasMessageContaining("input_per_million_token")
        .hasMessageContaining("'-1'; expected US dollars, 0 to 100000")
        .hasMessageContaining("costs.yaml:5")
        .hasMessageContaining("'$50'; expected US dollars");
  }
}
