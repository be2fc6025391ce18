package com.ytempire.ml.local.demo;

import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.input.InputSource;
import com.ytempire.ml.local.synthetic.SyntheticDays;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What is played, and when what happens in it.
 *
 * @param source the input
 * @param timeline its days
 */
record DemoWorld(InputSource source, Timeline timeline) {
  /**
   * Days behind the change: for the evidence, for what drift waits for, for the canary and for a
   * day afterwards. They end about now: what the service knows of videos grows old by the wall
   * clock, and nothing may lie more than a day ahead of it.
   */
  private static final int DAYS_BEHIND = 7;

  /** Of the first of two files, so much is learnt from. */
  private static final double LEARNT_SHARE = 0.6;

  /** The jobs have some of the snapshots behind the last that matters. */
  private static final Duration SOME_MORE = Duration.ofHours(2);

  /**
   * The synthetic world.
   *
   * @param learnt days that the first version learns from
   * @param quiet days between these and the change
   */
  static DemoWorld synthetic(long seed, int learnt, int quiet, Clock clock) {
    Instant change = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(days(DAYS_BEHIND));
    Instant begin = change.minus(days(learnt + quiet));
    return new DemoWorld(
        new SyntheticDays(seed, begin, days(learnt + quiet)),
        timeline(begin, learnt, change, DAYS_BEHIND, SyntheticDays.INTERVAL));
  }

  /**
   * Two files after each other.
   *
   * @throws IllegalArgumentException when they are too short
   */
  static DemoWorld files(List<Path> files, Clock clock) throws IOException {
    InputFile first = InputFile.at(files.get(0));
    InputFile second = InputFile.at(files.get(1));
    FileSpan before = FileSpan.of(first, clock);
    FileSpan behind = FileSpan.of(second, clock);
    if (before.days() < 2) {
      throw new IllegalArgumentException(
          "%s covers %d day; the first file needs two: one to learn from, and one to be judged"
              .formatted(first.path(), before.days()));
    }
    int follow = Math.min(behind.days(), DAYS_BEHIND);
    Instant change = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(days(follow));
    int learnt = Math.max(1, (int) Math.min(before.days() - 1, before.days() * LEARNT_SHARE));
    var pair = new FilePair(first, second, before, behind, change, clock);
    return new DemoWorld(pair, timeline(pair.start(), learnt, change, follow, behind.gap()));
  }

  private static Timeline timeline(
      Instant begin, int learnt, Instant change, int behind, Duration interval) {
    // Drift waits a day for what comes late, and outcomes come an interval after predictions.
    Duration settling = Timeline.DAY.plus(interval).plus(SOME_MORE);
    return new Timeline(
        begin, begin.plus(days(learnt)), change, change.plus(days(behind)), interval, settling);
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }
}
