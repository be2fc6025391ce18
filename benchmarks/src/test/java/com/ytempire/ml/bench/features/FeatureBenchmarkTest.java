package com.ytempire.ml.bench.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.local.cli.YtempireCli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FeatureBenchmarkTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    CommandLine cli = YtempireCli.commandLine();
    return cli.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void measuresEveryJobInTurnAndWritesTheFigures() throws Exception {
    Path json = folder.resolve("figures.json");

    int code =
        execute(
            "bench",
            "features",
            "--only",
            "job",
            "--events",
            "2000",
            "--rounds",
            "1",
            "--json",
            json.toString());

    // No bound on a figure: a test machine may be busy with anything.
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("pass-through", "numeric features, RocksDB", "one state value, heap")
        .containsPattern("(PASS|below) +features of one value, on RocksDB: \\d+%, at least 70%")
        .containsPattern("(PASS|below) +features on heap of pass-through: \\d+%, at least 40%")
        .doesNotContain("COPY", "titles", "resident");
    assertThat(Files.readString(json))
        .contains("\"features_rocksdb\"", "\"one_value_rocksdb\"", "\"pass_through\"")
        .containsPattern("\"events_per_second\" : [1-9]")
        .containsPattern("\"cpu_us_per_event\" : \\d")
        .containsPattern("\"state_mean_bytes\" : [1-9]");
  }

  @Test
  void everyCaseHasOnePositiveFigurePerRound() throws Exception {
    JobResult result = new JobBenchmark(2000, 2, 7).run();

    assertThat(result.rounds().keySet()).containsExactlyElementsOf(JobCase.ALL);
    assertThat(result.rounds().values())
        .allSatisfy(
            rounds ->
                assertThat(rounds)
                    .hasSize(2)
                    .allSatisfy(round -> assertThat(round.perSecond()).isPositive()));
    assertThat(result.rocksDbRatio()).isPositive();
    assertThat(result.heapRatio()).isPositive();
    assertThat(result.state().largestBytes())
        .isGreaterThanOrEqualTo((int) result.state().meanBytes());
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThat(execute("bench")).isEqualTo(2);
    assertThat(execute("bench", "features", "--only", "nothing")).isEqualTo(2);
    assertThat(execute("bench", "features", "--json", folder + "/no/where.json")).isEqualTo(2);
    assertThatThrownBy(() -> new JobBenchmark(79, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 80");
  }

  @Test
  void saysWhatCanBeMeasured() {
    assertThat(execute("bench", "features", "--help")).isZero();

    assertThat(out.toString()).contains("--only", "job, stores, titles, memory", "--events");
  }

  @Test
  void computesTheDefaultFeaturesThatNeedNoTextModel() throws Exception {
    FeaturePlan defaults = FeaturePlan.load(Path.of("../config/features.yaml"));

    FeaturePlan plan = JobBenchmark.plan();

    List<String> withoutText =
        defaults.rowColumns().stream()
            .map(FeatureColumn::name)
            .filter(
                name ->
                    !List.of("title_embedding", "sentiment_score", "content_consistency")
                        .contains(name))
            .toList();
    assertThat(plan.rowColumns()).extracting(FeatureColumn::name).isEqualTo(withoutText);
    assertThat(plan.needsEmbedding() || plan.needsSentiment() || plan.needsChannelHistory())
        .isFalse();
  }

  @Test
  void makesTheSameOrderedSnapshotsForASeed() {
    List<VideoEvent> events = events(3);

    assertThat(events).isEqualTo(events(3)).isNotEqualTo(events(4));
    assertThat(events).extracting(VideoEvent::eventId).doesNotHaveDuplicates();
    Map<String, VideoEvent> last = new HashMap<>();
    for (VideoEvent event : events) {
      VideoEvent before = last.put(event.seriesId(), event);
      if (before != null) {
        assertThat(event.eventTime()).isAfter(before.eventTime());
      }
    }
    assertThat(last).hasSize(20);
  }

  private static List<VideoEvent> events(long seed) {
    var snapshots = new SyntheticSnapshots(seed, 10, 100);
    snapshots.open();
    return LongStream.range(0, 200).mapToObj(snapshots::event).toList();
  }
}
