package com.ytempire.ml.training.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.source.EventFiles;
import com.ytempire.ml.training.source.TrainingSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The rows of the starter model, and the examples of a set made of the same file, on real events.
 */
class TrendRowsAndSetsTest {
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          "features: {engagement: [{name: view_rate, formula: view_rate_per_hour}]}", "test.yaml");

  @Test
  void agreeOnEveryInputAndLabel() throws IOException {
    Path file = SharedData.require("youtube/events_us_daily_2017-09_2017-10.jsonl.gz");
    Map<String, TrendRow> rows = new HashMap<>();
    // Of several rows at one instant, the last is that of the last event id.
    TrendRows.of(EventFiles.read(file, Clock.systemUTC()))
        .forEach(row -> rows.put(row.videoId() + row.at(), row));

    TrainingSet set =
        new TrainingSources(PLAN, PlatformSettings.from(Map.of()).objects(), Clock.systemUTC())
            .load(
                file.toString(),
                DatasetQuery.DEFAULT
                    .withFeatures(TrendInput.NAMES)
                    .withHeads(List.of(Head.LOG_GROWTH, Head.VIRAL_PROBABILITY)));

    int examples = 0;
    for (List<Example> side : set.bySide().values()) {
      for (Example example : side) {
        TrendRow row = rows.get(example.group() + example.at());
        assertThat(row).as("%s", example).isNotNull();
        assertThat(example.features()).as("%s", example).containsExactly(row.inputs());
        assertThat(example.labels())
            .containsExactly((float) row.logGrowth(), row.isViral() ? 1 : 0);
        assertThat(example.labelAt()).isEqualTo(row.nextAt());
        examples++;
      }
    }
    assertThat(examples).isEqualTo(rows.size()).isGreaterThan(5000);
  }
}
