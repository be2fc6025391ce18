package com.ytempire.ml.drift.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ytempire.ml.core.evidence.CanaryRules;
import com.ytempire.ml.core.evidence.Verdict;
import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutKind;
import com.ytempire.ml.core.model.RolloutLook;
import com.ytempire.ml.core.model.Ruling;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.rollout.CanaryEvidence;
import com.ytempire.ml.core.rollout.EvidenceJson;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.story.Onset.Finding;
import com.ytempire.ml.drift.story.Onset.Window;
import com.ytempire.ml.drift.story.Performance.PhaseFigure;
import com.ytempire.ml.drift.story.RetrainingStory.Figure;
import com.ytempire.ml.drift.story.RetrainingStory.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Stories from stores; each test has a model of its own. */
abstract class RetrainingStoriesContract {
  private static final CanaryRules RULES =
      Canaries.rules(PlatformSettings.from(Map.of()).rollouts().canary());

  /** Stores in which a model of this name has left nothing yet. */
  abstract MadeUpRetraining of(String model);

  private static RetrainingStory told(MadeUpRetraining made, Retraining retraining) {
    return made.stories().find(retraining.trigger().id()).orElseThrow();
  }

  private static String evidence(MadeUpRetraining made, Instant at, int requests) {
    var active = new SideCounts(3L * requests, 0, 4, 2L * requests, requests / 2, requests / 4.0);
    var candidate = new SideCounts(requests, 0, 1, requests / 2, requests / 20, requests / 40.0);
    return EvidenceJson.write(
        new CanaryEvidence(
            made.old(),
            made.made(),
            at,
            at.plusSeconds(requests),
            Duration.ofMillis(50),
            active,
            candidate,
            Verdict.of(active, candidate, Duration.ofMinutes(1), RULES)));
  }

  @Test
  void aRetrainingIsToldFromTheFirstDriftingWindowToItsPromotion() {
    MadeUpRetraining made = of("whole");
    made.register(made.old(), Map.of());
    made.registry().activate(made.old());
    made.judge();
    Retraining retraining = made.raise();
    TrainingJob job = made.take(retraining);
    made.registerMade(job);
    made.train(job);
    Rollout canary = made.rollouts().start(made.made(), RolloutKind.CANARY, 10, "trainer");
    Instant at = canary.startedAt();
    for (int requests : new int[] {40, 100}) {
      made.rollouts()
          .keep(
              new RolloutLook(
                  canary.id(),
                  at,
                  RolloutLook.stage(requests),
                  at.plusSeconds(requests),
                  evidence(made, at, requests)));
    }
    made.rollouts()
        .promote(canary.id(), Ruling.automatic("not worse").with(evidence(made, at, 4000)));
    made.verdicts()
        .save(
            List.of(
                MadeUpRetraining.right(made.made(), 11, 0.9),
                MadeUpRetraining.right(made.made(), 12, 0.94)));

    RetrainingStory story = told(made, retraining);

    assertThat(story.standing()).isEqualTo("promoted");
    assertThat(story.modelId()).isEqualTo("whole_v0.1.0");
    assertThat(story.onset().from()).isEqualTo(MadeUpRetraining.hour(6));
    assertThat(story.onset().to()).isEqualTo(MadeUpRetraining.hour(10));
    assertThat(story.onset().kind()).isEqualTo("tumbling");
    assertThat(story.onset().windows())
        .extracting(Window::verdict, Window::columns)
        .containsExactly(
            tuple("drift", 2), tuple("drift", 2), tuple("stable", 0), tuple("drift", 2));
    assertThat(story.onset().windows().get(0).findings())
        .extracting(Finding::name, Finding::statistic, Finding::reference, Finding::current)
        .containsExactly(tuple("views", 0.5, 5.0, 20.0), tuple("likes", 0.2, 5.0, 20.0));
    assertThat(story.onset().slices())
        .extracting(Onset.Slice::slice, Onset.Slice::windows, Onset.Slice::drifted)
        .containsExactly(tuple("region=US", 4, 3), tuple("region=DE", 4, 0));
    assertThat(story.trigger().evidence()).hasSize(4);
    assertThat(story.trigger().outcome()).isEqualTo("started");
    assertThat(story.training()).isNotNull();
    assertThat(story.training().jobId()).isEqualTo("train_job_" + job.id());
    assertThat(story.training().attempts()).isEqualTo(1);
    assertThat(story.training().worker()).isEqualTo("worker-1");
    assertThat(story.version()).isNotNull();
    assertThat(story.version().besideModelId()).isEqualTo("whole_v0.1.0");
    assertThat(story.version().judgement())
        .containsExactly("viral_probability auc is better", "log_growth mae is not worse");
    assertThat(story.version().figures())
        .containsExactly(new Figure("viral_probability_auc", 0.91, 0.85));
    assertThat(story.trials()).hasSize(1);
    assertThat(story.trials().get(0).looks())
        .extracting(Trial.Look::verdict, Trial.Look::candidateRequests, Trial.Look::candidateJudged)
        .containsExactly(tuple("go_on", 40L, 20L), tuple("go_on", 100L, 50L));
    assertThat(story.trials().get(0).looks().get(0).questions())
        .extracting(Trial.Question::question)
        .containsExactly("errors", "slow", "wrong", "loss");
    assertThat(story.decisions())
        .extracting(RetrainingStory.Decision::step)
        .containsExactlyInAnyOrder("started", "promoted");
    assertThat(story.performance().phases())
        .extracting(PhaseFigure::phase, PhaseFigure::modelId, PhaseFigure::windows)
        .containsExactly(
            tuple("before", "whole_v0.1.0", 6),
            tuple("during", "whole_v0.1.0", 6),
            tuple("after", "whole_v0.2.0", 2));
    assertThat(story.performance().phases())
        .extracting(figure -> Math.round(10_000 * figure.value()))
        .containsExactly(9000L, 7333L, 9200L);
    assertThat(story.timeline())
        .extracting(Moment::step)
        .startsWith("first_drift", "trigger")
        .containsExactlyInAnyOrder(
            "first_drift",
            "trigger",
            "trigger_recorded",
            "training_queued",
            "training_started",
            "version_registered",
            "training_completed",
            "started",
            "promoted");
    assertThat(story.summary())
        .contains("Now the version took the traffic.")
        .contains("Accuracy was before 0.9000, since then 0.7333, of the new version 0.9200.");
  }

  @Test
  void aStoryStandsWhereItHasComeTo() {
    MadeUpRetraining made = of("step");
    made.register(made.old(), Map.of());
    made.registry().activate(made.old());
    made.judge();
    List<String> standings = new ArrayList<>();
    Retraining retraining = made.raise();

    standings.add(told(made, retraining).standing());
    TrainingJob job = made.take(retraining);
    standings.add(told(made, retraining).standing());
    assertThat(told(made, retraining).version()).isNull();
    made.registerMade(job);
    made.train(job);
    standings.add(told(made, retraining).standing());
    Rollout canary = made.rollouts().start(made.made(), RolloutKind.CANARY, 10, "trainer");
    standings.add(told(made, retraining).standing());
    assertThat(made.stories().standing(retraining)).isEqualTo(Standing.CANARY);
    made.rollouts().promote(canary.id(), Ruling.byHand("ann", "it looks good"));
    standings.add(told(made, retraining).standing());
    made.rollouts().revert(made.old(), Ruling.byHand("ann", "a mistake"));
    standings.add(told(made, retraining).standing());

    assertThat(standings)
        .containsExactly("waiting", "training", "registered", "canary", "promoted", "reverted");
    assertThat(told(made, retraining).timeline())
        .extracting(Moment::text)
        .contains("it is taken back, by ann: a mistake");
  }

  @Test
  void aCanaryThatIsTakenBackAndATrainingThatFailsLeaveTheVersionBefore() {
    MadeUpRetraining back = of("back");
    back.register(back.old(), Map.of());
    back.registry().activate(back.old());
    Retraining first = back.raise();
    TrainingJob job = back.take(first);
    back.registerMade(job);
    back.train(job);
    Rollout canary = back.rollouts().start(back.made(), RolloutKind.CANARY, 10, "trainer");
    back.rollouts().end(canary.id(), Ruling.automatic("worse; of judged answers wrong"));
    MadeUpRetraining failed = of("failed");
    Retraining second = failed.raise();
    TrainingJob lost = failed.take(second);
    failed.jobs().update(lost.claim(), lost.failed("no rows; give more", Instant.now()));

    assertThat(told(back, first).standing()).isEqualTo("rolled_back");
    assertThat(told(back, first).summary()).contains("the canary was taken back");
    assertThat(told(failed, second).standing()).isEqualTo("failed");
    assertThat(told(failed, second).summary()).contains("It says: no rows; give more");
    assertThat(told(failed, second).timeline())
        .extracting(Moment::step)
        .contains("training_failed");
  }

  @Test
  void aTriggerThatStartsNothingNamesTheOneThatDid() {
    MadeUpRetraining made = of("later");
    Duration cooldown = Duration.ofHours(6);
    Retraining first = made.raise(4, cooldown);
    Retraining joined = made.raise(6, cooldown);
    TrainingJob job = made.take(first);
    made.train(job);
    Retraining cooling = made.raise(8, cooldown);

    assertThat(told(made, joined).trigger().outcome()).isEqualTo("joined");
    assertThat(told(made, joined).trigger().followsId()).isEqualTo(first.trigger().id());
    assertThat(told(made, joined).training()).isNotNull();
    assertThat(told(made, cooling).standing()).isEqualTo("cooling_down");
    assertThat(told(made, cooling).trigger().followsId()).isEqualTo(first.trigger().id());
    assertThat(told(made, cooling).training()).isNull();
    assertThat(told(made, first).trigger().followsId()).isNull();
  }

  @Test
  void withoutVerdictsTheTriggersOwnEvidenceIsTold() {
    MadeUpRetraining made = of("bare");

    RetrainingStory story = told(made, made.raise());

    assertThat(story.onset().kind()).isNull();
    assertThat(story.onset().from()).isEqualTo(MadeUpRetraining.hour(7));
    assertThat(story.onset().windows()).hasSize(2);
    assertThat(story.onset().windows().get(1).findings())
        .extracting(Finding::name)
        .containsExactly("views", "likes");
    assertThat(story.performance().points()).isEmpty();
  }

  @Test
  void theVersionOfAnotherTrainingIsNotTakenForIt() {
    MadeUpRetraining made = of("other");
    Retraining retraining = made.raise();
    TrainingJob job = made.take(retraining);
    made.train(job);
    made.register(made.made(), Map.of(ModelLineage.JOB, new UUID(1, 2).toString()));

    assertThat(told(made, retraining).version()).isNull();
    assertThat(told(made, retraining).standing()).isEqualTo("registered");
  }

  @Test
  void theLatestIsThatOfTheNewestTrigger() {
    MadeUpRetraining made = of("latest");
    Retraining first = made.raise(4, Duration.ZERO);
    Retraining second = made.raise(6, Duration.ZERO);

    assertThat(made.stories().latest(Optional.of("latest")).orElseThrow().triggerId())
        .isEqualTo(second.trigger().id());
    assertThat(made.stories().latest(Optional.of("nobody"))).isEmpty();
    assertThat(made.stories().find(new UUID(3, 4))).isEmpty();
    assertThat(first.trigger().evidence())
        .extracting(one -> one.slice())
        .containsOnly(DriftEvent.ALL);
  }
}
