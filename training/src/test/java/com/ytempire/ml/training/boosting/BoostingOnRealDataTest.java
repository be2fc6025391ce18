package com.ytempire.ml.training.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadEvaluation;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Interval;
import com.ytempire.ml.training.evaluation.ModelEvaluation;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.MadeUpExamples;
import com.ytempire.ml.training.testing.Networks;
import com.ytempire.ml.training.testing.SnapshotExamples;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learnt from one daily set of the US alone, judged by videos of which nothing was learnt. */
class BoostingOnRealDataTest {
  private static final String SET = "us_daily_2017-11_2018-01";
  private static final List<String> OTHERS =
      List.of(
          "us_daily_2017-09_2017-10",
          "ca_daily_2017-11_2018-06",
          "1h_2021-01-29_2021-02-02",
          "30min_2020-01-04",
          "6h_2020-04-01_2020-04-03");

  @TempDir static Path folder;
  private static Path data;
  private static List<Example> examples;
  private static SnapshotExamples.Split split;
  private static TrainedModel model;

  @BeforeAll
  static void train() throws IOException {
    data = SharedData.require("youtube");
    examples = read(SET);
    split = SnapshotExamples.split(examples);
    model =
        new BoostingTrainer()
            .train(
                new TrainingTask(
                    SnapshotExamples.FEATURES,
                    SnapshotExamples.HEADS,
                    split.training(),
                    split.validation(),
                    Map.of(),
                    1,
                    folder),
                RunMonitor.NONE);
  }

  @AfterAll
  static void close() {
    if (model != null) {
      model.close();
    }
  }

  private static List<Example> read(String set) throws IOException {
    return SnapshotExamples.of(data.resolve("events_" + set + ".jsonl.gz"));
  }

  private static ModelEvaluation judge(String name, List<Example> rows) {
    ModelEvaluation evaluation =
        ModelEvaluation.of(
            SnapshotExamples.FEATURES,
            SnapshotExamples.HEADS,
            split.training(),
            rows,
            model.answer(rows),
            1);
    evaluation
        .heads()
        .forEach(
            (head, told) -> {
              Figure main = Figure.main(head.kind());
              Interval interval = told.intervals().get(main);
              System.out.printf(
                  Locale.ROOT,
                  "%-26s %-20s %5d rows, mean %.3f, %s %.4f (%.4f to %.4f)",
                  name,
                  head.word(),
                  told.metrics().rows(),
                  told.metrics().meanLabel(),
                  main.word(),
                  told.metrics().figure(main),
                  interval.low(),
                  interval.high());
              told.naive()
                  .forEach(
                      (answer, metrics) ->
                          System.out.printf(
                              Locale.ROOT, ", %s %.4f", answer.word(), metrics.figure(main)));
              System.out.printf("; %s%n", told.metrics().figures());
            });
    return evaluation;
  }

  @Test
  void laterVideosThatWereNeverSeenAreToldWell() {
    ModelEvaluation evaluation = judge(SET, split.judged());

    HeadMetrics viral = evaluation.heads().get(Head.VIRAL_PROBABILITY).metrics();
    assertThat(viral.rows()).isGreaterThan(2500);
    assertThat(viral.figure(Figure.AUC)).isGreaterThanOrEqualTo(0.95);
    assertThat(viral.figure(Figure.CALIBRATION_ERROR)).isLessThan(0.04);
    HeadMetrics growth = evaluation.heads().get(Head.LOG_GROWTH).metrics();
    assertThat(growth.figure(Figure.MAE)).isLessThanOrEqualTo(0.09);
    assertThat(evaluation.heads().values()).allMatch(HeadEvaluation::isBetterThanNaive);
  }

  @Test
  void whatOtherSourcesLackCostsPartOfItsSkillAndNotAll() throws IOException {
    Set<String> known = examples.stream().map(Example::group).collect(Collectors.toSet());
    for (String set : OTHERS) {
      List<Example> unknown =
          read(set).stream().filter(example -> !known.contains(example.group())).toList();

      ModelEvaluation evaluation = judge(set, unknown);

      assertThat(evaluation.heads().get(Head.VIRAL_PROBABILITY).metrics().figure(Figure.AUC))
          .as(set)
          .isGreaterThan(0.75);
    }
  }

  @Test
  void theNetworkAnswersAsTheTrainerDoes() throws IOException {
    Networks.assertSameAnswers(model, split.training().subList(0, 500), folder);
    Networks.assertSameAnswers(
        model, MadeUpExamples.absurd(500, SnapshotExamples.FEATURES.size(), 4), folder);
  }
}
