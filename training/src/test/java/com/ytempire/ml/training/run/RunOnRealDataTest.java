package com.ytempire.ml.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.training.evaluation.Figure;
import com.ytempire.ml.training.evaluation.HeadMetrics;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.Runs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on one daily set of the US, judged by videos that appeared after what it learnt. */
class RunOnRealDataTest {
  @TempDir Path folder;

  @Test
  void unseenVideosOfTheDailySetAreToldWell() throws Exception {
    Path events = SharedData.require("youtube/events_us_daily_2017-11_2018-01.jsonl.gz");
    var plan =
        new RunPlan(
            "gradient_boosting",
            events.toString(),
            RunPlan.QUERY,
            Map.of(),
            1,
            folder.resolve("version"),
            folder.resolve("checkpoints"));

    RunResult result =
        Runs.run()
            .run(
                plan,
                new ModelRef("trend_predictor", "0.2.0"),
                Optional.of(StarterModel.folder(folder)),
                Runs.go());

    result
        .evaluation()
        .heads()
        .forEach((head, told) -> System.out.printf("run, %s: %s%n", head, told.metrics()));
    Promotion.of(result).reasons().forEach(reason -> System.out.println("run: " + reason));
    System.out.printf("run: network within %.1e%n", result.networkDifference());
    HeadMetrics viral = result.evaluation().heads().get(Head.VIRAL_PROBABILITY).metrics();
    HeadMetrics growth = result.evaluation().heads().get(Head.LOG_GROWTH).metrics();
    assertThat(viral.rows()).isGreaterThan(1000);
    assertThat(viral.figure(Figure.AUC)).isGreaterThanOrEqualTo(0.95);
    assertThat(growth.figure(Figure.MAE)).isLessThanOrEqualTo(0.09);
  }
}
