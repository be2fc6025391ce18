package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.evaluation.Judged;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.Networks;
import com.ytempire.ml.training.testing.SnapshotExamples;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learnt in a few epochs from one daily set of the US alone, judged by videos of which nothing was
 * learnt. A whole training is judged likewise by {@code ./ytempire train}.
 */
class TransformerOnRealDataTest {
  private static final String SET = "us_daily_2017-11_2018-01";
  private static final String OTHER = "6h_2020-04-01_2020-04-03";
  private static final int EPOCHS = 4;

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
        new TransformerTrainer()
            .train(
                new TrainingTask(
                    SnapshotExamples.FEATURES,
                    SnapshotExamples.HEADS,
                    split.training(),
                    split.validation(),
                    Map.of("epochs", (double) EPOCHS),
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

  private static Map<Head, HeadMetrics> judge(String name, List<Example> rows) {
    Map<Head, double[]> answers = model.answer(rows);
    Map<Head, HeadMetrics> metrics = new EnumMap<>(Head.class);
    for (int i = 0; i < model.heads().size(); i++) {
      Head head = model.heads().get(i);
      metrics.put(head, HeadMetrics.of(head.kind(), Judged.of(rows, i, answers.get(head))));
      System.out.printf(
          "%s, %d epochs, %s: %d rows, %s%n",
          name, EPOCHS, head.word(), metrics.get(head).rows(), metrics.get(head).figures());
    }
    return metrics;
  }

  @Test
  void laterVideosThatWereNeverSeenAreToldWell() {
    Map<Head, HeadMetrics> metrics = judge(SET, split.judged());

    HeadMetrics viral = metrics.get(Head.VIRAL_PROBABILITY);
    assertThat(viral.rows()).isGreaterThan(2500);
    assertThat(viral.figure(Figure.AUC)).isGreaterThanOrEqualTo(0.945);
    assertThat(viral.figure(Figure.CALIBRATION_ERROR)).isLessThan(0.05);
    // Half of the last growth is off by 0.15.
    assertThat(metrics.get(Head.LOG_GROWTH).figure(Figure.MAE)).isLessThanOrEqualTo(0.095);
  }

  @Test
  void otherDaysAndGapsCostPartOfItsSkillAndNotAll() throws IOException {
    Set<String> known = examples.stream().map(Example::group).collect(Collectors.toSet());
    List<Example> unknown =
        read(OTHER).stream().filter(example -> !known.contains(example.group())).toList();

    Map<Head, HeadMetrics> metrics = judge(OTHER, unknown);

    assertThat(metrics.get(Head.VIRAL_PROBABILITY).figure(Figure.AUC)).isGreaterThan(0.8);
  }

  @Test
  void theNetworkAnswersAsTheTrainerDoes() throws IOException {
    Networks.assertSameAnswers(model, split.training().subList(0, 300), folder);
    Networks.assertSameAnswers(
        model, MadeUpSequences.absurd(200, SnapshotExamples.FEATURES.size(), 4), folder);
  }
}
