package com.ytempire.ml.core.store;

import static com.ytempire.ml.core.store.PredictionFixtures.AT;
import static com.ytempire.ml.core.store.PredictionFixtures.FIRST;
import static com.ytempire.ml.core.store.PredictionFixtures.SECOND;
import static com.ytempire.ml.core.store.PredictionFixtures.outcome;
import static com.ytempire.ml.core.store.PredictionFixtures.prediction;
import static com.ytempire.ml.core.store.PredictionFixtures.served;
import static com.ytempire.ml.core.store.PredictionFixtures.unjudged;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.LoggedPrediction;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.PredictionAccuracy;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every prediction log does. Each test works with a model of its own. */
public abstract class PredictionLogContract {
  private PredictionLog log;

  /** The log, with what earlier tests left. */
  protected abstract PredictionLog log();

  @BeforeEach
  void open() {
    log = log();
  }

  private static ModelRef model(String name) {
    return new ModelRef(name, "0.1.0");
  }

  @Test
  void knowsNothingOfAnIdThatWasNeverWritten() {
    assertThat(log.find(new UUID(1, 2))).isEmpty();
  }

  @Test
  void givesBackAPredictionWithItsMissingInputsAndLaterItsOutcome() {
    Prediction made = prediction(FIRST, "round-trip", AT.plusSeconds(1));
    log.savePredictions(List.of(made));
    assertThat(log.find(made.id())).contains(new LoggedPrediction(made, null));

    Outcome happened = outcome(made, true, -0.125);
    log.saveOutcomes(List.of(happened));

    assertThat(log.find(made.id())).contains(new LoggedPrediction(made, happened));
  }

  @Test
  void keepsAnOutcomeThatComesBeforeItsPrediction() {
    Prediction made = prediction(FIRST, "outcome-first", AT.plusSeconds(1));
    Outcome happened = outcome(made, false, 0.5);

    log.saveOutcomes(List.of(happened));
    assertThat(log.find(made.id())).contains(new LoggedPrediction(null, happened));

    log.savePredictions(List.of(made));
    assertThat(log.find(made.id())).contains(new LoggedPrediction(made, happened));
  }

  @Test
  void keepsTheOutcomeWhenThePredictionIsReplayed() {
    Prediction made = prediction(FIRST, "replayed", AT.plusSeconds(1));
    Outcome happened = outcome(made, true, 0.5);
    log.savePredictions(List.of(made));
    log.saveOutcomes(List.of(happened));

    log.savePredictions(List.of(made, made));
    log.saveOutcomes(List.of(happened, happened));

    assertThat(log.find(made.id())).contains(new LoggedPrediction(made, happened));
  }

  @Test
  void replacesAnAnswerByALaterOneOfAnotherVersionOnly() {
    Prediction early = prediction(FIRST, "scored-again", AT.plusSeconds(1));
    Prediction late = prediction(SECOND, "scored-again", AT.plusSeconds(2));
    assertThat(late.id()).isEqualTo(early.id());

    log.savePredictions(List.of(late));
    log.savePredictions(List.of(early));
    log.saveOutcomes(List.of(outcome(late, true, 0.1)));
    log.saveOutcomes(List.of(outcome(early, false, 0.9)));

    assertThat(log.find(early.id())).contains(new LoggedPrediction(late, outcome(late, true, 0.1)));
  }

  @Test
  void leavesTheSameInWhateverOrderEverythingArrives() {
    long seed = 20261122;
    var random = new Random(seed);
    for (int round = 0; round < 5; round++) {
      Prediction early = prediction(FIRST, "any-order-" + round, AT.plusSeconds(1));
      Prediction late = prediction(SECOND, "any-order-" + round, AT.plusSeconds(2));
      List<Runnable> writes = new ArrayList<>();
      writes.add(() -> log.savePredictions(List.of(early)));
      writes.add(() -> log.savePredictions(List.of(late, early)));
      writes.add(() -> log.saveOutcomes(List.of(outcome(early, false, 0.9))));
      writes.add(
          () -> log.saveOutcomes(List.of(outcome(late, true, 0.1), outcome(early, false, 0.9))));
      Collections.shuffle(writes, random);

      writes.forEach(Runnable::run);

      assertThat(log.find(early.id()))
          .as("seed %d, round %d", seed, round)
          .contains(new LoggedPrediction(late, outcome(late, true, 0.1)));
    }
  }

  @Test
  void takesHundredsOfRowsAtOnce() {
    ModelRef model = model("many");
    List<Prediction> made = new ArrayList<>();
    List<Outcome> happened = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      Prediction prediction = prediction(model, "row-" + i, AT.plusSeconds(1));
      made.add(prediction);
      happened.add(outcome(prediction, i % 2 == 0, 0.5));
    }

    log.saveOutcomes(happened);
    log.savePredictions(made);
    log.savePredictions(List.of());

    assertThat(log.accuracy("many", Instant.EPOCH, AT.plusSeconds(9)))
        .containsExactly(new PredictionAccuracy(model, 700, 700, 700, 350, 0.5));
  }

  @Test
  void measuresEachVersionByTheOutcomesOfItsOwnAnswers() {
    ModelRef old = model("measured");
    ModelRef young = new ModelRef("measured", "0.2.0");
    Prediction right = prediction(old, "a", AT.plusSeconds(1));
    Prediction wrong = prediction(old, "b", AT.plusSeconds(2));
    Prediction open = prediction(old, "c", AT.plusSeconds(2));
    Prediction unjudged = prediction(old, "d", AT.plusSeconds(2));
    Prediction before = prediction(old, "e", AT);
    Prediction after = prediction(old, "f", AT.plusSeconds(10));
    Prediction other = prediction(old, "g", AT.plusSeconds(3));
    Prediction again = prediction(young, "g", AT.plusSeconds(4));
    log.savePredictions(List.of(right, wrong, open, unjudged, before, after, other, again));
    log.saveOutcomes(
        List.of(
            outcome(right, true, 0.25),
            outcome(wrong, false, -0.75),
            unjudged(unjudged),
            outcome(before, true, 9),
            outcome(after, true, 9),
            // The answer that this judges has been replaced.
            outcome(other, true, 9)));

    List<PredictionAccuracy> measured =
        log.accuracy("measured", AT.plusSeconds(1), AT.plusSeconds(10));

    assertThat(measured)
        .containsExactly(
            new PredictionAccuracy(old, 4, 3, 2, 1, 0.5),
            new PredictionAccuracy(young, 1, 0, 0, 0, null));
    assertThat(measured.get(0).accuracy()).isEqualTo(0.5);
    assertThat(measured.get(1).accuracy()).isNull();
    assertThat(log.accuracy("nobody", Instant.EPOCH, AT.plusSeconds(10))).isEmpty();
  }

  @Test
  void givesBackWhatTheServiceAnsweredAndKeepsTheFirstOfAnId() {
    ServedPrediction served =
        served(model("served"), TrafficVariant.CANARY, AT.plusSeconds(1), 87, "0.25");
    ServedPrediction other =
        new ServedPrediction(
            served.id(),
            served.model(),
            "other",
            "{}",
            "{}",
            0.5,
            served.latency(),
            served.cost(),
            AT,
            served.metadata());

    log.saveServed(List.of(served, served));
    log.saveServed(List.of(other));
    log.saveServed(List.of());

    assertThat(log.findServed(served.id()))
        .hasValueSatisfying(
            found ->
                assertThat(found)
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(served));
    assertThat(log.findServed(new UUID(5, 6))).isEmpty();
  }

  @Test
  void keepsAnswersOfTheServiceApartFromThoseOfJobs() {
    ModelRef model = model("apart");
    ServedPrediction served = served(model, TrafficVariant.ACTIVE, AT.plusSeconds(1), 5, "0");
    Prediction made = prediction(model, "a", AT.plusSeconds(1));

    log.saveServed(List.of(served));
    log.savePredictions(List.of(made));

    assertThat(log.find(served.id())).isEmpty();
    assertThat(log.findServed(made.id())).isEmpty();
    assertThat(log.accuracy("apart", Instant.EPOCH, AT.plusSeconds(9)))
        .containsExactly(new PredictionAccuracy(model, 1, 0, 0, 0, null));
  }
}
