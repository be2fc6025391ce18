package com.ytempire.ml.training.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.VideoEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrendSplitTest {
  /** Video i is seen for three snapshots from hour i on. */
  private static List<VideoEvent> events(String region, int videos) {
    List<VideoEvent> events = new ArrayList<>();
    for (int video = 0; video < videos; video++) {
      for (int i = 0; i < 3; i++) {
        events.add(TrendRowsTest.event(region, "v" + video, video + i, 10L + i));
      }
    }
    return events;
  }

  private static Set<String> videos(Stream<TrendRow> rows) {
    return rows.map(TrendRow::videoId).collect(Collectors.toSet());
  }

  @Test
  void whatIsJudgedIsLaterAndSharesNoVideoWithWhatIsTrainedOnInAnySet() {
    TrendSet small = TrendSet.of("small", events("US", 100));
    TrendSet large = TrendSet.of("large", events("CA", 200), 2);

    TrendSplit split = TrendSplit.of(List.of(small, large));

    Set<String> fitted = videos(split.training().stream());
    Set<String> calibrated = videos(split.calibration().stream());
    Set<String> judged = videos(split.test().values().stream().flatMap(List::stream));
    assertThat(fitted).hasSizeGreaterThan(50).doesNotContainAnyElementsOf(judged);
    assertThat(calibrated).hasSizeGreaterThan(5).doesNotContainAnyElementsOf(judged);
    assertThat(fitted).doesNotContainAnyElementsOf(calibrated);
    // v80 is early in the large set, and late in the small one.
    assertThat(videos(split.test().get("small").stream())).contains("v80").doesNotContain("v40");
    assertThat(fitted).contains("v40").doesNotContain("v80");
    Instant cut = split.test().get("large").get(0).at();
    assertThat(split.training()).allMatch(row -> row.nextAt().isBefore(cut));
  }

  @Test
  void thinnedRowsAreTrainedOnAndNotJudged() {
    List<VideoEvent> events = events("US", 100);

    TrendSplit plain = TrendSplit.of(List.of(TrendSet.of("set", events)));
    TrendSplit thinned = TrendSplit.of(List.of(TrendSet.of("set", events, 2)));

    assertThat(thinned.training()).hasSizeGreaterThan(plain.training().size());
    assertThat(thinned.test().get("set")).hasSameSizeAs(plain.test().get("set"));
  }
}
