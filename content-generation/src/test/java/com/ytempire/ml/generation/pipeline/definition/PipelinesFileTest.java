package com.ytempire.ml.generation.pipeline.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.config.ConfigFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelinesFileTest {
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "trend_analysis", Set.of(),
          "script_generation", Set.of("simplified_script"),
          "voice_synthesis", Set.of("tts_provider_switch"),
          "thumbnail_generation", Set.of(),
          "quality_assessment", Set.of());

  @Test
  void theShippedPipelineIsTheReferences() throws Exception {
    Path config = Path.of(System.getProperty("ytempire.home"), "config");
    PipelineDefinition video =
        PipelinesFile.load(config.resolve("pipelines.yaml"), KNOWN).get("video_generation");

    assertThat(video.stages())
        .extracting(StageDefinition::name)
        .containsExactly(
            "trend_analysis",
            "script_generation",
            "voice_synthesis",
            "thumbnail_generation",
            "quality_assessment");
    assertThat(video.groups()).as("voice and thumbnail together").hasSize(4);
    StageDefinition script = video.stage("script_generation").orElseThrow();
    assertThat(script.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(script.retries()).isEqualTo(2);
    assertThat(script.fallback()).contains("simplified_script");
    assertThat(video.stage("quality_assessment").orElseThrow().minScore()).hasValue(0.85);
    assertThat(video.stage("quality_assessment").orElseThrow().retries())
        .as("what it does not say")
        .isEqualTo(3);
    assertThat(video.pause(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(video.hasDeadLetters()).isTrue();
    assertThat(video.samplingRate()).isEqualTo(0.1);
  }

  @Test
  void retriesAreBoundedByThePipeline() {
    PipelineDefinition pipeline =
        parse(
                """
                pipelines:
                  p:
                    stages:
                      - {name: trend_analysis, retries: 9}
                    error_handling: {max_retries: 1, dead_letter_queue: false}
                """)
            .get("p");

    assertThat(pipeline.stages().get(0).retries()).isEqualTo(1);
    assertThat(pipeline.hasDeadLetters()).isFalse();
    assertThat(pipeline.longest()).isEqualTo(Duration.ofSeconds(30 + 1 + 30));
  }

  private static Map<String, PipelineDefinition> parse(String yaml) {
    return PipelinesFile.parse(yaml, "pipelines.yaml", KNOWN);
  }

  @Test
  void everyMistakeIsNamed() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    pipelines:
                      p:
                        stages:
                          - {name: script_generaton}
                          - {name: script_generation, fallback: simplifed_script, timeout: 0}
                          - {name: script_generation, min_score: 85}
                          - {retries: 1}
                        error_handling: {backoff_multiplier: 0.5}
                        monitoring: {sampling_rate: 10, tracing_enabled: yes}
                      q: {}
                    """))
        .isInstanceOf(ConfigFileException.class)
        .hasMessageContaining("did you mean 'script_generation'?")
        .hasMessageContaining("did you mean 'simplified_script'?")
        .hasMessageContaining("timeout")
        .hasMessageContaining("85.0; expected 0.0 to 1.0")
        .hasMessageContaining("'script_generation' is there twice")
        .hasMessageContaining("0.5; expected 1.0 to 10.0")
        .hasMessageContaining("10.0; expected 0.0 to 1.0")
        .hasMessageContaining("'yes' is neither; expected true or false")
        .hasMessageContaining("expected a list of stages");
  }
}
