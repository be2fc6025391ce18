package com.ytempire.ml.local.demo;

import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.TriggerRules;
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
 * What is played, when what happens in it, and what is watched.
 *
 * @param source the input
 * @param timeline its days, which end about now: what the service knows of videos grows old by the
 *     wall clock, and nothing may lie more than a day ahead of it
 * @param drift what is watched, and what follows from it
 */
record DemoWorld(InputSource source, Timeline timeline, DriftConfig drift) {
  /** Of the first of two files, so much is learnt from. */
  private static final double LEARNT_SHARE = 0.6;

  /** Moments that a training needs, to have examples of each part of its split by time. */
  private static final int MOMENTS = 4;

  /**
   * The synthetic world.
   *
   * @param learnt days that the first version learns from
   * @param quiet days between these and the change
   */
  static DemoWorld synthetic(long seed, int learnt, int quiet, DriftConfig drift, Clock clock) {
    Duration interval = SyntheticDays.INTERVAL;
    Duration lateness = drift.windows().lateness();
    int behind = Timeline.daysBehind(drift.triggers().windows(), interval, lateness);
    Instant change = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(days(behind));
    Instant begin = change.minus(days(learnt + quiet));
    var timeline =
        new Timeline(
            begin,
            begin.plus(days(learnt)),
            change,
            change.plus(days(behind)),
            interval,
            interval,
            lateness);
    return new DemoWorld(new SyntheticDays(seed, begin, days(learnt + quiet)), timeline, drift);
  }

  /**
   * Two files after each other.
   *
   * @throws IllegalArgumentException when they are too short
   */
  static DemoWorld files(List<Path> files, DriftConfig configured, Clock clock) throws IOException {
    InputFile first = InputFile.at(files.get(0));
    InputFile second = InputFile.at(files.get(1));
    FileSpan before = FileSpan.of(first, clock);
    FileSpan behind = FileSpan.of(second, clock);
    if (before.days() < 2) {
      throw new IllegalArgumentException(
          "%s covers %d day; the first file needs two: one to learn from, and one to be judged"
              .formatted(first.path(), before.days()));
    }
    DriftConfig drift = withMoments(configured, behind.gap());
    Duration lateness = drift.windows().lateness();
    int needed = Timeline.daysBehind(drift.triggers().windows(), behind.gap(), lateness);
    int follow = Math.min(behind.days(), needed);
    Instant change = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(days(follow));
    int learnt = Math.max(1, (int) Math.min(before.days() - 1, before.days() * LEARNT_SHARE));
    var pair = new FilePair(first, second, before, behind, change, clock);
    var timeline =
        new Timeline(
            pair.start(),
            pair.start().plus(days(learnt)),
            change,
            change.plus(days(follow)),
            before.gap(),
            behind.gap(),
            lateness);
    return new DemoWorld(pair, timeline, drift);
  }

  /** More windows as evidence, where that many days have too few snapshots to learn from. */
  private static DriftConfig withMoments(DriftConfig drift, Duration interval) {
    TriggerRules rules = drift.triggers();
    long perDay = Math.max(1, Timeline.DAY.dividedBy(interval));
    int more = Math.toIntExact((MOMENTS + perDay - 1) / perDay) - rules.windows();
    return more <= 0 ? drift : drift.with(rules.withMore(more));
  }

  private static Duration days(int count) {
    return Duration.ofDays(count);
  }
}
