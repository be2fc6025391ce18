package com.ytempire.ml.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/**
 * All that a run leaves behind.
 *
 * @param report the JSON summary
 * @param stores what the feature stores hold
 * @param vectors how often each vector is on the features topic
 * @param letters how often each dead letter is on its topic
 */
record RunResult(
    JsonNode report,
    StoreContents stores,
    Map<String, Integer> vectors,
    Map<String, Integer> letters) {
  private static final List<String> COUNTS =
      List.of(
          "records_played",
          "events_in",
          "signals_in",
          "events_out",
          "duplicates",
          "late",
          "dead_lettered",
          "lost",
          "titles_failed",
          "features_out");

  /** Fails unless stores, topics and counts are those of another run; prints how much that is. */
  void assertSameAs(RunResult expected, String what) {
    SoftAssertions.assertSoftly(
        all -> {
          for (String count : COUNTS) {
            all.assertThat(report.path(count))
                .as(what + ": " + count)
                .isEqualTo(expected.report.path(count));
          }
          all.check(() -> stores.assertSamePostgres(expected.stores, what));
          all.check(() -> stores.assertSameRedis(expected.stores, what));
          all.check(() -> stores.assertSameOffline(expected.stores, what));
          all.check(() -> StoreContents.assertSame(what + ": vectors", expected.vectors, vectors));
          all.assertThat(letters).as(what + ": dead letters").isEqualTo(expected.letters);
        });
  }
}
