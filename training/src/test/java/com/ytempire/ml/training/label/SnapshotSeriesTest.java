package com.ytempire.ml.training.label;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.label.SnapshotSeries.Labels;
import com.ytempire.ml.training.label.SnapshotSeries.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotSeriesTest {
  private static final long HOUR = 3_600_000;

  private static Snapshot at(double hour, double views) {
    long millis = (long) (hour * HOUR);
    return new Snapshot("e" + hour + "/" + views, millis, millis, views, Double.NaN, 0);
  }

  private static Labels peak(SnapshotSeries series, double atHour, int horizonHours) {
    return series.labels(
        (long) (atHour * HOUR), 0, List.of(Head.HOURS_TO_PEAK), horizonHours * HOUR);
  }

  @Test
  void thePeakIsTheMiddleOfTheFastestIntervalWithinTheHorizon() {
    SnapshotSeries series =
        SnapshotSeries.of(List.of(at(0, 0), at(2, 200), at(3, 500), at(10, 600), at(11, 9000)));

    // 100 an hour, then 300, then 14.
    assertThat(peak(series, 0, 10).labels()).containsExactly(2.5f);
    assertThat(peak(series, 0, 10).knownMillis()).isEqualTo(10 * HOUR);
    // An hour more takes in the interval in which it takes off.
    assertThat(peak(series, 0, 11).labels()).containsExactly(10.5f);
    assertThat(peak(series, 0, 1).labels()).containsExactly(1f);
    assertThat(peak(series, 2, 3).labels()).containsExactly(0.5f);
  }

  @Test
  void aPeakThatMayHaveComeUnseenIsUnknown() {
    SnapshotSeries series = SnapshotSeries.of(List.of(at(0, 0), at(2, 200), at(3, 500)));

    assertThat(peak(series, 0, 4).labels()[0]).isNaN();
    assertThat(peak(series, 0, 4).knownMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(peak(series, 0, 3).labels()).containsExactly(2.5f);
  }

  @Test
  void theMiddleOfALongIntervalIsCutToTheHorizon() {
    SnapshotSeries series = SnapshotSeries.of(List.of(at(0, 0), at(100, 200)));

    assertThat(peak(series, 0, 24).labels()).containsExactly(24f);
  }

  @Test
  void ofEqualSpeedsTheEarliestCountsEvenWhereViewsFall() {
    SnapshotSeries series = SnapshotSeries.of(List.of(at(0, 90), at(1, 80), at(2, 70), at(3, 50)));

    assertThat(peak(series, 0, 3).labels()).containsExactly(0.5f);
  }

  @Test
  void theNextSnapshotIsStrictlyLaterAndHasViews() {
    SnapshotSeries series =
        SnapshotSeries.of(List.of(at(0, 10), at(0, 20), at(1, Double.NaN), at(2, 41)));

    Labels labels =
        series.labels(
            0, 0, List.of(Head.LOG_GROWTH, Head.LIKES_LOG_GROWTH, Head.COMMENTS_LOG_GROWTH), HOUR);

    assertThat(labels.labels())
        .containsExactly((float) (Math.log1p(41) - Math.log1p(20)), Float.NaN, 0f);
    assertThat(labels.knownMillis()).isEqualTo(2 * HOUR);
    assertThat(series.times()).containsExactly(0L, HOUR, 2 * HOUR);
  }

  @Test
  void aSnapshotThatIsTooOldOrWithoutViewsHasNoLabel() {
    SnapshotSeries series =
        SnapshotSeries.of(List.of(at(0, 10), at(5, Double.NaN), at(50, 20), at(51, 30)));
    List<Head> heads = List.of(Head.LOG_GROWTH);

    assertThat(series.labels(HOUR, HOUR, heads, HOUR).labels()[0]).isNaN();
    assertThat(series.labels(HOUR, 0, heads, HOUR).labels()[0]).isPositive();
    assertThat(series.labels(6 * HOUR, 0, heads, HOUR).labels()[0]).isNaN();
    assertThat(series.labels(-HOUR, -9 * HOUR, heads, HOUR).labels()[0]).isNaN();
  }

  @Test
  void aPeakThatIsKnownTooLateIsUnknownAndTheRestStays() {
    SnapshotSeries series = SnapshotSeries.of(List.of(at(0, 10), at(2, 200), at(9, 500)));
    List<Head> heads = List.of(Head.HOURS_TO_PEAK, Head.VIRAL_PROBABILITY);

    Labels labels = series.labels(0, 0, heads, 5 * HOUR);

    assertThat(labels.labels()).containsExactly(1, 1);
    assertThat(labels.knownMillis()).isEqualTo(9 * HOUR);
    assertThat(labels.knownBefore(9 * HOUR + 1, heads)).isSameAs(labels);
    assertThat(labels.knownBefore(2 * HOUR, heads)).as("nothing was known").isSameAs(labels);
    Labels before = labels.knownBefore(9 * HOUR, heads);
    assertThat(before.labels()).containsExactly(Float.NaN, 1);
    assertThat(before.knownMillis()).isEqualTo(2 * HOUR);
  }
}
