package com.ytempire.ml.drift.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.drift.detect.ChangeShape;
import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.detect.ComparedBin;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of verdicts does. Tests use models of their own and share one store. */
abstract class VerdictsContract {
  private static final Instant START = Instant.parse("2026-02-03T00:00:00Z");

  abstract Verdicts verdicts();

  static DriftEvent event(
      String model, String version, int hour, String slice, String feature, double statistic) {
    Instant start = START.plus(Duration.ofHours(hour));
    return new DriftEvent(
        model,
        version,
        slice,
        WindowKind.TUMBLING,
        start,
        start.plus(Duration.ofHours(1)),
        DriftVerdict.DRIFT,
        ColumnKind.FEATURE,
        feature,
        statistic > 0.1 ? DriftVerdict.DRIFT : DriftVerdict.STABLE,
        "ks",
        statistic,
        0.1,
        1e-300,
        1e-9,
        Double.NaN,
        0.005,
        0.02,
        1234.5,
        700,
        0.002,
        5.25,
        Double.NaN,
        ChangeShape.SUDDEN,
        "a \"reason\"",
        List.of(
            new ComparedBin(Double.NaN, 0.1, 0.25, 0), new ComparedBin(0.1, Double.NaN, 0.75, 1)));
  }

  List<DriftEvent> list(String model, Optional<String> version, Optional<String> slice) {
    return verdicts()
        .list(new VerdictQuery(model, version, slice, START, START.plus(Duration.ofDays(9)), 100));
  }

  @Test
  void whatIsListedEqualsWhatWasKeptTheNewestFirst() {
    List<DriftEvent> kept = new ArrayList<>();
    for (int hour = 9; hour >= 0; hour--) {
      kept.add(event("kept", "0.1.0", hour, "all", "likes", 0.05));
      kept.add(event("kept", "0.1.0", hour, "all", "views", 0.3));
    }
    List<DriftEvent> shuffled = new ArrayList<>(kept);
    Collections.shuffle(shuffled, new Random(1));
    verdicts().save(shuffled);

    assertThat(list("kept", Optional.empty(), Optional.empty())).isEqualTo(kept);
    Instant last = START.plus(Duration.ofHours(10));
    assertThat(
            verdicts()
                .list(
                    new VerdictQuery(
                        "kept",
                        Optional.empty(),
                        Optional.empty(),
                        last.minus(Duration.ofHours(2)),
                        last.minus(Duration.ofHours(1)),
                        100)))
        .isEqualTo(kept.subList(2, 4));
  }

  @Test
  void seriesLeaveThePicturesOutAndTheLatestAreOneOfEachColumn() {
    List<DriftEvent> kept = new ArrayList<>();
    for (int hour = 4; hour >= 0; hour--) {
      for (String slice : List.of("all", "region=US")) {
        kept.add(event("series", "0.1.0", hour, slice, "views", 0.3));
      }
      for (String slice : List.of("all", "region=US")) {
        kept.add(event("series", "0.2.0", hour, slice, "likes", 0.3));
      }
    }
    verdicts().save(kept);
    var query =
        new VerdictQuery(
            "series",
            Optional.empty(),
            Optional.empty(),
            START,
            START.plus(Duration.ofHours(4)),
            100);

    assertThat(verdicts().series(query))
        .isEqualTo(kept.subList(4, 20).stream().map(DriftEvent::withoutBins).toList());
    assertThat(verdicts().latest(query)).isEqualTo(kept.subList(4, 8));
    assertThat(verdicts().latest(query.of(Set.of(ColumnKind.ACCURACY)))).isEmpty();
  }

  @Test
  void versionsAndSlicesAreToldApart() {
    DriftEvent first = event("apart", "0.1.0", 0, "all", "views", 0.3);
    DriftEvent second = event("apart", "0.2.0", 0, "all", "views", 0.3);
    DriftEvent region = event("apart", "0.2.0", 0, "region=US", "views", 0.3);
    verdicts().save(List.of(first, second, region));

    assertThat(list("apart", Optional.of("0.1.0"), Optional.empty())).containsExactly(first);
    assertThat(list("apart", Optional.of("0.2.0"), Optional.empty()))
        .containsExactly(second, region);
    assertThat(list("apart", Optional.empty(), Optional.of("all"))).containsExactly(first, second);
  }

  @Test
  void aVerdictThatComesAgainReplacesTheOneBefore() {
    verdicts().save(List.of(event("again", "0.1.0", 0, "all", "views", 0.3)));
    DriftEvent again = event("again", "0.1.0", 0, "all", "views", 0.05);
    verdicts().save(List.of(again));

    assertThat(list("again", Optional.empty(), Optional.empty())).containsExactly(again);
  }

  @Test
  void kindsAreToldApart() {
    DriftEvent views = event("kinds", "0.1.0", 0, "all", "views", 0.3);
    verdicts().save(List.of(views));
    var query =
        new VerdictQuery(
            "kinds", Optional.empty(), Optional.empty(), START, START.plus(Duration.ofDays(1)), 9);

    assertThat(verdicts().list(query.of(Set.of(ColumnKind.FEATURE, ColumnKind.ERROR))))
        .containsExactly(views);
    assertThat(verdicts().list(query.of(Set.of(ColumnKind.ACCURACY)))).isEmpty();
  }
}
