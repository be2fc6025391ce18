package com.ytempire.ml.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SequenceEngine;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.Networks;
import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedTransformerTest {
  private static final ModelRef REF = new ModelRef("trend_predictor", "7.0.0");

  @TempDir Path folder;

  @Test
  void theEngineOfServiceAndJobsLoadsAndScoresIt() throws Exception {
    TrainingTask task = MadeUpSequences.task(folder.resolve("run"), Map.of("epochs", 3.0));
    try (TrainedModel model = new TransformerTrainer().train(task, RunMonitor.NONE)) {
      ModelFolder version =
          Networks.version(
              REF, model, MadeUpSequences.FEATURES, task.validation().subList(0, 5), folder);
      EngineSettings settings =
          EngineSettings.of(PlatformSettings.from(Map.of()), Map.of())
              .with(RuntimeSettings.onCpu());
      try (var engines = new SharedModelEngines(settings, ref -> version, Clock.systemUTC());
          ModelLease lease = engines.acquire(REF).get(20, TimeUnit.SECONDS)) {
        var engine = (SequenceEngine) lease.engine();
        List<Example> rows = task.validation().subList(5, 60);
        Map<Head, double[]> expected = model.answer(rows);
        List<CompletableFuture<float[]>> answers = new ArrayList<>();
        for (Example row : rows) {
          answers.add(engine.score(steps(row), Duration.ofSeconds(10)));
        }
        for (int i = 0; i < rows.size(); i++) {
          float[] answer = answers.get(i).get(20, TimeUnit.SECONDS);

          assertThat(answer).hasSize(2);
          assertThat((double) answer[0])
              .isCloseTo(expected.get(Head.VIRAL_PROBABILITY)[i], within(1e-4));
          assertThat((double) answer[1]).isCloseTo(expected.get(Head.LOG_GROWTH)[i], within(1e-4));
        }
      }
    }
  }

  @Test
  void ofTooManySnapshotsTheNewestCount() throws Exception {
    TrainingTask task = MadeUpSequences.task(folder.resolve("run"), Map.of("epochs", 1.0));
    try (TrainedModel model = new TransformerTrainer().train(task, RunMonitor.NONE)) {
      Example longest =
          task.validation().stream()
              .filter(one -> one.steps() == SnapshotSequence.MOST_STEPS)
              .findFirst()
              .orElseThrow();
      ModelFolder version =
          Networks.version(REF, model, MadeUpSequences.FEATURES, List.of(longest), folder);
      float[][] more = new float[longest.steps() + 3][];
      for (int i = 0; i < more.length; i++) {
        more[i] = i < 3 ? new float[] {1, 2, 3, 4} : longest.step(i - 3);
      }
      EngineSettings settings =
          EngineSettings.of(PlatformSettings.from(Map.of()), Map.of())
              .with(RuntimeSettings.onCpu());
      try (var engines = new SharedModelEngines(settings, ref -> version, Clock.systemUTC());
          ModelLease lease = engines.acquire(REF).get(20, TimeUnit.SECONDS)) {
        var engine = (SequenceEngine) lease.engine();

        float[] answer = engine.score(more, Duration.ofSeconds(10)).get(20, TimeUnit.SECONDS);

        assertThat((double) answer[1])
            .isCloseTo(model.answer(List.of(longest)).get(Head.LOG_GROWTH)[0], within(1e-4));
      }
    }
  }

  private static float[][] steps(Example example) {
    float[][] steps = new float[example.steps()][];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = example.step(i);
    }
    return steps;
  }
}
