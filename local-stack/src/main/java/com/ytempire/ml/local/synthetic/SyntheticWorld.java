package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Steps through event time interval by interval and tells what is seen in each: one snapshot of
 * every listed video in each of its regions, and a signal per topic and source, in event-time
 * order, spread over the interval. A video that leaves the lists is replaced by a new one, so that
 * state is bounded however long the world runs. Confined to one thread.
 */
final class SyntheticWorld {
  private static final int CHANNELS = 60;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Intervals before the start, after which topics are as loud as they will stay. */
  private static final int UNSEEN_INTERVALS = 12;

  private static final int SECOND_REGION_IN = 3;

  private final WorldShape shape;
  private final long intervalMillis;
  private final SplittableRandom random;
  private final PlantedChange change;
  private final List<SyntheticChannel> channels = new ArrayList<>();
  private final List<SyntheticVideo> videos = new ArrayList<>();
  private final Map<String, TopicPulse> pulses = new LinkedHashMap<>();
  private long intervalStart;

  /** What is seen at one moment: exactly one of the two is there. */
  record Sighting(Instant time, @Nullable VideoEvent event, @Nullable TrendSignal signal) {}

  SyntheticWorld(long seed, Instant start, PlantedChange change, WorldShape shape) {
    this.shape = shape;
    this.intervalMillis = shape.interval().toMillis();
    this.change = change;
    this.random = new SplittableRandom(seed);
    this.intervalStart = start.toEpochMilli() - UNSEEN_INTERVALS * intervalMillis;
    for (int i = 0; i < CHANNELS; i++) {
      channels.add(SyntheticChannel.create(i, random));
    }
    for (Niche niche : Niche.values()) {
      for (String topic : niche.topics()) {
        pulses.put(topic, new TopicPulse(niche, topic));
      }
    }
    double horizonMillis = PopularityCurve.HORIZON_HOURS * 3_600_000;
    for (int i = 0; i < shape.videos(); i++) {
      long age = (long) (random.nextDouble() * horizonMillis);
      long listed = (long) (random.nextDouble() * shape.longestListed().toMillis());
      SyntheticVideo video = newVideo(i, intervalStart - age, intervalStart + listed);
      video.growTo(intervalStart, 1);
      videos.add(video);
    }
    for (int i = 0; i < UNSEEN_INTERVALS; i++) {
      nextInterval();
    }
  }

  private SyntheticVideo newVideo(int slot) {
    long shortest = shape.shortestListed().toMillis();
    long range = shape.longestListed().toMillis() - shortest;
    long listed = shortest + (long) (random.nextDouble() * range);
    return newVideo(slot, intervalStart, intervalStart + listed);
  }

  private SyntheticVideo newVideo(int slot, long publishedMillis, long listedUntil) {
    SyntheticChannel channel = channels.get(random.nextInt(channels.size()));
    return new SyntheticVideo(
        channel, trendName(slot), publishedMillis, listedUntil, random.split());
  }

  private @Nullable String trendName(int slot) {
    if (!shape.hasTrends()) {
      return null;
    }
    int trends = shape.trend(shape.videos() - 1) + 1;
    return TrendNames.name(intervalStart / DAY_MILLIS, shape.trend(slot), trends);
  }

  /** Everything seen in the next interval, in event-time order. */
  List<Sighting> nextInterval() {
    List<Sighting> seen = new ArrayList<>(2 * shape.videos());
    takeSignals(seen);
    takeSnapshots(seen);
    intervalStart += intervalMillis;
    // Stable: what has the same time stays in the order it was made.
    seen.sort(Comparator.comparing(Sighting::time));
    return seen;
  }

  private void takeSnapshots(List<Sighting> seen) {
    for (int i = 0; i < videos.size(); i++) {
      if (videos.get(i).isOver(intervalStart)) {
        videos.set(i, newVideo(i));
      }
      SyntheticVideo video = videos.get(i);
      Instant time = moment(i, videos.size());
      double pull = change.pull(shape.trend(i), time.toEpochMilli());
      pulse(video.topic()).add(video.growTo(time.toEpochMilli(), pull));
      String home = video.channel().region();
      seen.add(new Sighting(time, video.snapshot(home, time), null));
      if (i % SECOND_REGION_IN == 0) {
        String other = SyntheticChannel.regionAfter(home);
        seen.add(new Sighting(time, video.snapshot(other, time), null));
      }
    }
  }

  private TopicPulse pulse(String topic) {
    return Objects.requireNonNull(pulses.get(topic), topic);
  }

  private void takeSignals(List<Sighting> seen) {
    int sources = TopicPulse.sources().size();
    int index = 0;
    for (TopicPulse pulse : pulses.values()) {
      pulse.endInterval();
      for (int source = 0; source < sources; source++) {
        Instant time = moment(index++, sources * pulses.size());
        seen.add(new Sighting(time, null, pulse.signal(source, time, random)));
      }
    }
  }

  /** The whole second at which the i-th of n things in this interval is seen. */
  private Instant moment(int i, int n) {
    return Instant.ofEpochMilli(intervalStart + intervalMillis / 1000 * i / n * 1000);
  }
}
