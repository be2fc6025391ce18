package com.ytempire.ml.training.starter;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A split of labelled rows by time and by video. Each set has a cut; what is judged are videos
 * first seen at or after their set's cut, so nothing of them was trained on, and what is trained on
 * has its label before the cut. A video that is judged in one set is not trained on in any.
 *
 * @param training rows to fit the network to
 * @param calibration rows of other videos of the same time, to calibrate it on
 * @param test rows to judge it by, per set in their order
 */
record TrendSplit(
    List<TrendRow> training, List<TrendRow> calibration, Map<String, List<TrendRow>> test) {
  /** Share of a set's time that comes before its cut. */
  private static final double BEFORE_CUT = 0.75;

  /** One video in so many is for calibration. */
  private static final int CALIBRATION = 6;

  /**
   * @param sets at least one
   */
  static TrendSplit of(List<TrendSet> sets) {
    Map<String, List<TrendRow>> test = new LinkedHashMap<>();
    Set<String> judged = new HashSet<>();
    for (TrendSet set : sets) {
      Instant cut = cut(set.rows());
      Set<String> seenBefore =
          set.rows().stream()
              .filter(row -> row.at().isBefore(cut))
              .map(TrendRow::videoId)
              .collect(Collectors.toSet());
      List<TrendRow> later =
          set.rows().stream().filter(row -> !seenBefore.contains(row.videoId())).toList();
      test.put(set.name(), later);
      later.forEach(row -> judged.add(row.videoId()));
    }
    List<TrendRow> earlier =
        sets.stream()
            .flatMap(TrendSplit::beforeCut)
            .filter(row -> !judged.contains(row.videoId()))
            .toList();
    return new TrendSplit(
        earlier.stream().filter(row -> !isForCalibration(row)).toList(),
        earlier.stream().filter(TrendSplit::isForCalibration).toList(),
        test);
  }

  private static Stream<TrendRow> beforeCut(TrendSet set) {
    Instant cut = cut(set.rows());
    return Stream.concat(set.rows().stream(), set.thinned().stream())
        .filter(row -> row.nextAt().isBefore(cut));
  }

  private static Instant cut(List<TrendRow> rows) {
    Instant first = rows.get(0).at();
    long span = rows.get(rows.size() - 1).at().toEpochMilli() - first.toEpochMilli();
    return first.plusMillis((long) (BEFORE_CUT * span));
  }

  private static boolean isForCalibration(TrendRow row) {
    return Math.floorMod(row.videoId().hashCode(), CALIBRATION) == 0;
  }
}
