package com.ytempire.ml.jobs.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineLearnerTest {
  private static final List<Lesson> LESSONS = Lessons.of(2_000).lessons();

  @TempDir Path folder;

  private static List<LearntVersion> learn(OnlineLearner learner, List<Lesson> lessons) {
    List<LearntVersion> versions = new ArrayList<>();
    for (Lesson lesson : lessons) {
      LearntVersion version = learner.learn(lesson);
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  @Test
  void whatIsToldBeforeItIsLearntGetsBetterThanTheBaseRate() {
    List<LearntVersion> versions = learn(new OnlineLearner(Lessons.SETTINGS), LESSONS);

    assertThat(versions)
        .extracting(LearntVersion::count)
        .containsExactly(500L, 1000L, 1500L, 2000L);
    LearntVersion last = versions.get(3);
    assertThat(last.ref().version()).isEqualTo("0.0.2000");
    assertThat(last.judged()).isEqualTo(500);
    // The best there can be is 0.33; always telling the share loses 0.65 or so.
    assertThat(last.baseLogLoss()).isBetween(0.6, 0.7);
    assertThat(last.logLoss()).isLessThan(0.5).isLessThan(versions.get(0).logLoss());
    assertThat(last.auc()).isBetween(0.8, 0.95);
    assertThat(last.growthError()).isLessThan(0.15);
  }

  @Test
  void goesOnFromItsBytesAsIfUndisturbed() {
    OnlineLearner undisturbed = new OnlineLearner(Lessons.SETTINGS);
    LearntVersion expected = learn(undisturbed, LESSONS).get(3);
    OnlineLearner first = new OnlineLearner(Lessons.SETTINGS);
    learn(first, LESSONS.subList(0, 1_237)); // within a batch

    OnlineLearner second = OnlineLearner.of(Lessons.SETTINGS, first.toBytes());
    List<LearntVersion> versions = learn(second, LESSONS.subList(1_237, LESSONS.size()));

    assertThat(versions.get(1)).usingRecursiveComparison().isEqualTo(expected);
    assertThat(second.toBytes()).isEqualTo(undisturbed.toBytes());
    assertThatThrownBy(() -> OnlineLearner.of(OnlineSettings.of(List.of("views")), first.toBytes()))
        .hasMessageContaining("start without it");
  }

  @Test
  void theNetworkAnswersAsTheLearnerDoesWhateverIsMissing() throws IOException {
    OnlineLearner learner = new OnlineLearner(Lessons.SETTINGS);
    LearntVersion version = learn(learner, LESSONS).get(3);
    Path network =
        Files.write(folder.resolve("model.onnx"), OnlineOnnx.write(Lessons.FEATURES, version));
    int width = Lessons.FEATURES.size();
    List<float[]> rows = new ArrayList<>();
    LESSONS.subList(0, 200).forEach(l -> rows.add(OnlineLearner.row(Lessons.FEATURES, l.inputs())));
    rows.add(OnlineLearner.row(Lessons.FEATURES, Map.of()));
    rows.add(new float[] {-5, 1e30f, 0, -1e-3f, Float.POSITIVE_INFINITY});
    float[] all = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }

    try (OnnxSession session = OnnxSession.load(network, RuntimeSettings.onCpu())) {
      Map<String, Tensor> given =
          session.run(Map.of(OnlineOnnx.FEATURES, Tensor.of(all, rows.size(), width)));
      float[] probabilities = Objects.requireNonNull(given.get("viral_probability")).floats();
      float[] growths = Objects.requireNonNull(given.get("log_growth")).floats();
      for (int i = 0; i < rows.size(); i++) {
        double[] expected = learner.answer(rows.get(i));
        assertThat((double) probabilities[i]).as("row %d", i).isCloseTo(expected[0], within(1e-4));
        assertThat((double) growths[i]).as("row %d", i).isCloseTo(expected[1], within(1e-4));
      }
    }
  }

  @Test
  void aucCountsPairsAndTiesByHalf() {
    var figures = new ProgressiveFigures(10);
    figures.add(0.9, true, 0);
    figures.add(0.5, true, 0);
    figures.add(0.5, false, 0);
    figures.add(0.1, false, 0);

    assertThat(figures.auc()).isEqualTo(3.5 / 4);
    assertThat(new ProgressiveFigures(3).auc()).isNaN();
  }
}
