package com.ytempire.ml.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.source.EventFiles;
import com.ytempire.ml.training.testing.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Knowledge of the future makes a score look better than it is, and the point-in-time join keeps it
 * out. On real daily snapshots, with the last growth of a video as the score of its next one.
 */
class LeakTest {
  private static final String EVENTS = "youtube/events_us_daily_2017-09_2017-10.jsonl.gz";
  private static final FeaturePlan PLAN =
      FeaturePlan.parse(
          "features: {engagement: [{name: view_rate, formula: view_rate_per_hour}]}", "test.yaml");
  private static final DatasetQuery QUERY =
      DatasetQuery.DEFAULT
          .withFeatures(List.of("views", "delta_views"))
          .withHeads(List.of(Head.VIRAL_PROBABILITY));

  @TempDir Path folder;
  private final List<FeatureWrite> writes = new ArrayList<>();

  @BeforeEach
  void compute() throws IOException {
    List<VideoEvent> events = EventFiles.read(SharedData.require(EVENTS), Clock.systemUTC());
    EventFiles.compute(
        PLAN,
        events,
        (event, numbers, inputs) ->
            writes.add(
                new FeatureWrite(
                    new EntityKey(EntityKey.VIDEO, event.seriesId()),
                    event.eventId(),
                    event.eventTime(),
                    event.eventTime(),
                    numbers,
                    new float[0][],
                    inputs)));
  }

  private TrainingSet set(String name, List<FeatureWrite> rows) throws IOException {
    OfflineFeatureStore store = OfflineFeatureStore.at(folder.resolve(name));
    store.append(PLAN.videoSchema(), "rows", rows);
    return new TrainingSetBuilder(store, name, Map.of("video", PLAN.videoSchema()))
        .snapshots(QUERY);
  }

  private static List<Example> all(TrainingSet set) {
    List<Example> all = new ArrayList<>();
    set.bySide().values().forEach(all::addAll);
    all.sort(TrainingSetBuilder.EXAMPLE_ORDER);
    return all;
  }

  /** Each write with what the next one of its video says, under its own time. */
  private List<FeatureWrite> shifted(boolean isBackfill) {
    Map<EntityKey, FeatureWrite> next = new HashMap<>();
    List<FeatureWrite> shifted = new ArrayList<>();
    for (int i = writes.size() - 1; i >= 0; i--) {
      FeatureWrite write = writes.get(i);
      FeatureWrite later = next.put(write.entity(), write);
      if (later != null && later.eventTime().isAfter(write.eventTime())) {
        shifted.add(
            new FeatureWrite(
                write.entity(),
                write.eventId(),
                write.eventTime(),
                isBackfill ? later.knownAt() : write.knownAt(),
                later.numbers(),
                later.embeddings(),
                later.inputs()));
      }
    }
    return shifted;
  }

  /** Area under the ROC curve of the last growth, of examples that have one. */
  private static double auc(List<Example> examples) {
    List<Example> scored = new ArrayList<>(examples);
    scored.removeIf(example -> Float.isNaN(example.features()[1]));
    scored.sort(Comparator.comparingDouble(LeakTest::score));
    double ranks = 0;
    long viral = 0;
    for (int from = 0, to; from < scored.size(); from = to) {
      double score = score(scored.get(from));
      for (to = from; to < scored.size() && score(scored.get(to)) == score; to++) {
        viral += scored.get(to).labels()[0] == 1 ? 1 : 0;
      }
      for (int i = from; i < to; i++) {
        ranks += scored.get(i).labels()[0] == 1 ? (from + 1 + to) / 2.0 : 0;
      }
    }
    return (ranks - viral * (viral + 1) / 2.0) / ((double) viral * (scored.size() - viral));
  }

  private static double score(Example example) {
    float[] features = example.features();
    return features[1] / (1 + features[0] - features[1]);
  }

  @Test
  void featuresOfTheNextSnapshotScoreBetterThanAnyHonestOnes() throws IOException {
    List<Example> honest = all(set("honest", writes));
    // The features of the next example of the same video, as a join that is off by one gives them.
    Map<String, Example> next = new HashMap<>();
    List<Example> leaking = new ArrayList<>();
    for (int i = honest.size() - 1; i >= 0; i--) {
      Example example = honest.get(i);
      Example later = next.put(example.entityId(), example);
      if (later != null) {
        leaking.add(
            new Example(
                example.entityId(),
                example.group(),
                example.at(),
                example.labelAt(),
                later.features(),
                example.labels(),
                example.slices()));
      }
    }

    double honestAuc = auc(honest);
    double leakingAuc = auc(leaking);

    System.out.printf(
        "AUC of the last growth on %d examples: %.3f; shifted one step ahead: %.3f%n",
        honest.size(), honestAuc, leakingAuc);
    assertThat(honestAuc).isBetween(0.80, 0.95);
    assertThat(leakingAuc).isGreaterThan(0.999);
  }

  @Test
  void aBackfillOfTheFutureIsInvisibleToThePointInTimeJoin() throws IOException {
    List<FeatureWrite> both = new ArrayList<>(writes);
    both.addAll(shifted(true));

    List<Example> honest = all(set("honest", writes));
    List<Example> backfilled = all(set("backfilled", both));

    assertThat(backfilled)
        .extracting(Snapshots::text)
        .containsExactlyElementsOf(honest.stream().map(Snapshots::text).toList());
    // It is there to be seen by whoever looks by event time alone: that set scores too well.
    List<FeatureWrite> asIfKnown = new ArrayList<>(writes);
    asIfKnown.addAll(shifted(false));
    assertThat(auc(all(set("as-if-known", asIfKnown)))).isGreaterThan(auc(honest) + 0.03);
  }
}
