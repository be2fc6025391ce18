package com.ytempire.ml.drift.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.training.TrainingJob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A story as JSON and as a page. */
class StoryDocumentsTest {
  private static final String TEXT = "<script>alert(1)</script>";

  private static RetrainingStory story(boolean isWhole) {
    MadeUpRetraining made = RetrainingStoriesTest.inMemory("m");
    made.register(made.old(), Map.of());
    made.registry().activate(made.old());
    made.judge();
    Retraining retraining = made.raise();
    if (isWhole) {
      TrainingJob job = made.take(retraining);
      made.registerMade(job);
      made.train(job);
      made.rollouts().start(made.made(), RolloutKind.CANARY, 10, TEXT);
      made.verdicts().save(List.of(MadeUpRetraining.right(made.made(), 12, 0.94)));
    }
    return made.stories().find(retraining.trigger().id()).orElseThrow();
  }

  @Test
  void theJsonHasNamesOfTheServiceAndLeavesOutWhatThereIsNot() throws Exception {
    RetrainingStory story = story(false);

    JsonNode json = new ObjectMapper().readTree(StoryJson.write(story));

    assertThat(json.path("trigger_id").asText()).isEqualTo(story.triggerId().toString());
    assertThat(json.at("/onset/from").asText()).isEqualTo("2026-02-03T06:00:00Z");
    assertThat(json.at("/onset/windows/0/findings/0/p_value").asDouble()).isEqualTo(1e-8);
    assertThat(json.path("standing").asText()).isEqualTo("waiting");
    assertThat(json.has("version")).isFalse();
    assertThat(json.at("/training").has("started_at")).isFalse();
    assertThat(StoryJson.write(story)).isEqualTo(StoryJson.write(story));
  }

  @Test
  void thePageTellsTheWholeStoryAndAsksNoHost() {
    String page = StoryPage.write(story(true));

    assertThat(page)
        .contains("Retraining of m")
        .contains("The windows that drifted", "region=US", "feature views: ks 0.5000")
        .contains("The trigger", "2 of the last 3 have drifted")
        .contains("The training", "drift-monitor")
        .contains("The version m_v0.2.0", "viral_probability auc is better", "0.8500")
        .contains("The canary of m_v0.2.0")
        .contains("How right the answers were")
        .doesNotContain("http://", "https://cdn", "src=", TEXT);
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void thePageOfAStoryThatHasJustBegunSaysSo() {
    String page = StoryPage.write(story(false));

    assertThat(page)
        .contains("waiting", "the training waits for a worker")
        .doesNotContain("The version m_v0.2.0", "The canary of");
  }
}
