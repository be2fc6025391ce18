package com.ytempire.ml.generation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.generation.limit.RateLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GeneratorsFileTest {
  @Test
  void theShippedFileIsReadAsItIsPrintedInTheReference() throws Exception {
    Path config = Path.of(System.getProperty("ytempire.home"), "config");
    List<ProviderEntry> scripts =
        GeneratorsFile.load(config.resolve("models.yaml")).of("script_generator");

    assertThat(scripts).extracting(ProviderEntry::name).containsExactly("openai", "anthropic");
    assertThat(scripts.get(0).models()).containsExactly("gpt-4", "gpt-3.5-turbo");
    assertThat(scripts.get(0).limits())
        .isEqualTo(
            new RateLimits(OptionalInt.of(10_000), OptionalInt.of(1_000_000), OptionalInt.empty()));
    assertThat(scripts.get(1).limits().tokensPerMinute()).isEmpty();
  }

  @Test
  void everythingThatMayBeSaidOfAProviderIsRead() {
    String yaml =
        """
        models:
          script_generator:
            providers:
              - name: house
                api: openai
                base_url: http://localhost:11434/v1
                free: true
                models: [llama3.1]
                rate_limits: {rpm: 5, tpm: 600, concurrent: 2}
                timeout_ms: 90000
                attempts: 1
                circuit_breaker: {calls: 4, failure_share: 0.75, pause: 2m}
          other: {type: transformer}
        """;

    GeneratorsFile file = GeneratorsFile.parse(yaml, "models.yaml");

    ProviderEntry house = file.of("script_generator").get(0);
    assertThat(house.api()).isEqualTo("openai");
    assertThat(house.baseUrl()).contains(URI.create("http://localhost:11434/v1"));
    assertThat(house.isFree()).isTrue();
    assertThat(house.models()).containsExactly("llama3.1");
    assertThat(house.limits().atOnce()).hasValue(2);
    assertThat(house.rules().timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(house.rules().attempts()).isEqualTo(1);
    assertThat(house.breaker()).isEqualTo(new BreakerRules(4, 0.75, Duration.ofMinutes(2)));
    assertThat(file.of("other")).isEmpty();
    assertThat(file.of("nobody")).isEmpty();
  }

  @Test
  void everyMistakeIsNamed() {
    String yaml =
        """
        models:
          script_generator:
            providers:
              - name: a
                base_url: ftp://host
                rate_limits: {rpm: 0}
                free: maybe
              - models: [x]
              - name: a
                circuit_breaker: {failure_share: 1.5, pause: 0s}
                timout_ms: 5
          voice_synthesizer:
            providers: local
        """;

    assertThatThrownBy(() -> GeneratorsFile.parse(yaml, "models.yaml"))
        .isInstanceOf(ConfigFileException.class)
        .hasMessageContaining("'ftp://host'; expected http://host:port/path")
        .hasMessageContaining("rpm")
        .hasMessageContaining("'maybe' is neither; expected true or false")
        .hasMessageContaining("name")
        .hasMessageContaining("'a' is there twice")
        .hasMessageContaining("1.5; expected more than 0, at most 1")
        .hasMessageContaining("timout_ms")
        .hasMessageContaining("is no list; expected providers in the order of asking");
  }
}
