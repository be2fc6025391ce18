package com.ytempire.ml.training.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.MadeUpExamples;
import com.ytempire.ml.training.testing.Networks;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedBoostingTest {
  private static final ModelRef REF = new ModelRef("trend_predictor", "7.0.0");

  @TempDir Path folder;

  @Test
  void theEngineOfServiceAndJobsLoadsAndScoresIt() throws Exception {
    TrainingTask task = MadeUpExamples.task(folder.resolve("run"), Map.of("epochs", 20.0));
    try (TrainedModel model = new BoostingTrainer().train(task, RunMonitor.NONE)) {
      ModelFolder version =
          Networks.version(
              REF, model, MadeUpExamples.FEATURES, task.validation().subList(0, 3), folder);
      EngineSettings settings =
          EngineSettings.of(PlatformSettings.from(Map.of()), Map.of())
              .with(RuntimeSettings.onCpu());
      try (var engines = new SharedModelEngines(settings, ref -> version, Clock.systemUTC());
          ModelLease lease = engines.acquire(REF).get(20, TimeUnit.SECONDS)) {
        var engine = (TabularEngine) lease.engine();
        List<Example> rows = task.validation().subList(3, 40);
        Map<Head, double[]> expected = model.answer(rows);
        for (int i = 0; i < rows.size(); i++) {
          float[] answer =
              engine
                  .score(rows.get(i).features(), Duration.ofSeconds(10))
                  .get(20, TimeUnit.SECONDS);

          assertThat(answer).hasSize(2);
          assertThat((double) answer[0])
              .isCloseTo(expected.get(Head.VIRAL_PROBABILITY)[i], within(1e-4));
          assertThat((double) answer[1]).isCloseTo(expected.get(Head.LOG_GROWTH)[i], within(1e-4));
        }
      }
    }
  }
}
