package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.features.testing.GoldenSet;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who edits the feature file and starts again on the same data. */
@ExtendWith(RunningStack.class)
@Timeout(180)
class NewFeatureIT {
  private static final String FIRST =
      """
      features:
        engagement:
          - name: engagement_rate
            formula: (likes + comments) / views
            min_views: 100
          - {name: velocity, of: delta_views / prev_gap_hours, window: 1h, aggregation: mean}
      """;

  private static final String EDITED =
      FIRST.replace("(likes + comments) / views", "(likes + 2 * comments) / views")
          + "    - {name: like_share, formula: likes / views}\n";

  @Test
  void anAddedFeatureShowsUpAndAChangedOneGetsAVersionOfItsOwn(
      @TempDir Path folder, LocalStack shared) throws Exception {
    Map<String, String> servers = FreshStores.on(shared);
    Path data = folder.resolve("data");
    Path events = GoldenSet.HALF_HOURLY.events();

    StoreContents first = run(data, servers, FIRST, slice(events, folder, 0, 600));
    assertThat(first.postgres().keySet()).noneMatch(key -> key.contains(" like_share "));

    StoreContents edited = run(data, servers, EDITED, slice(events, folder, 600, 1200));
    Map<String, String> shares = rowsOf(edited.postgres(), "like_share v1");
    assertThat(shares).hasSizeGreaterThan(100);
    for (String key : shares.keySet()) {
      assertThat(edited.redis().get(redisKey(key))).contains(" v1: ");
    }
    Map<String, String> oldRates = rowsOf(edited.postgres(), "engagement_rate v1");
    assertThat(oldRates).isEqualTo(rowsOf(first.postgres(), "engagement_rate v1")).isNotEmpty();
    Map<String, String> newRates = rowsOf(edited.postgres(), "engagement_rate v2");
    assertThat(newRates).hasSameSizeAs(shares);
    for (String key : newRates.keySet()) {
      assertThat(edited.redis().get(redisKey(key))).contains(" v2: ");
    }
    assertThat(edited.postgres().keySet())
        .filteredOn(key -> key.endsWith(" v2"))
        .allMatch(key -> key.contains(" engagement_rate "));
    System.out.printf(
        "%d values of an added feature; %d old and %d new values of a changed one%n",
        shares.size(), oldRates.size(), newRates.size());
  }

  private static Path slice(Path events, Path folder, int from, int to) {
    return MixedInput.slice(events, folder.resolve("part-" + from + ".jsonl"), from, to);
  }

  /** One start on the data folder, to the end of the input. */
  private static StoreContents run(
      Path data, Map<String, String> servers, String features, Path input) throws Exception {
    Path file = Files.writeString(input.resolveSibling("features.yaml"), features);
    try (TestPlatform platform = TestPlatform.start(data, servers)) {
      assertThat(platform.run(file, input).path("lost").asInt()).isZero();
      return new StoreContents(
          StoreContents.postgres(platform.variables()),
          StoreContents.redis(platform.variables()),
          Map.of());
    }
  }

  private static Map<String, String> rowsOf(Map<String, String> rows, String feature) {
    Map<String, String> found = new HashMap<>(rows);
    found.keySet().removeIf(key -> !key.endsWith(" " + feature));
    return found;
  }

  /** Redis' key of what a row of Postgres holds. */
  private static String redisKey(String row) {
    String[] words = row.split(" ");
    return "features:" + words[0] + ":" + words[1] + ":" + words[2];
  }
}
