package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.core.event.VideoEvent;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A video with its counts so far. Views follow a {@link PopularityCurve}, times the hour of day,
 * times noise; likes and comments are shares of the views that differ from video to video. Counts
 * never fall. Mutable, confined to one stream.
 */
final class SyntheticVideo {
  private static final double HOUR_MILLIS = 3_600_000.0;
  private static final double DAILY_SWING = 0.35;
  private static final int BUSIEST_HOUR = 19;
  private static final double NOISE = 0.25;

  private final String id;
  private final SyntheticChannel channel;
  private final String topic;
  private final String title;
  private final List<String> tags;
  private final long publishedMillis;
  private final long listedUntil;
  private final PopularityCurve curve;
  private final double peakHours;
  private final double viewsAtHorizon;
  private final double likeShare;
  private final double dislikeShare;
  private final double commentShare;
  private final @Nullable Boolean commentsDisabled;
  private final SplittableRandom random;
  private double views;
  private double lastAgeHours;

  /**
   * @param trend what it is about, or null where that is one of its niche's topics
   * @param listedUntil when it leaves every list
   */
  SyntheticVideo(
      SyntheticChannel channel,
      @Nullable String trend,
      long publishedMillis,
      long listedUntil,
      SplittableRandom random) {
    this.random = random;
    this.channel = channel;
    this.publishedMillis = publishedMillis;
    this.listedUntil = listedUntil;
    this.id = RandomIds.next(random, 11);
    List<String> topics = channel.niche().topics();
    this.topic = topics.get(random.nextInt(topics.size()));
    this.title = TitleGrammar.title(channel.niche(), trend == null ? topic : trend, random);
    this.tags =
        List.of(
            channel.niche().word(),
            trend == null ? topic : trend,
            channel.title().toLowerCase(java.util.Locale.ROOT));
    this.curve = curve(random.nextDouble());
    this.peakHours = 6 + 42 * random.nextDouble();
    this.viewsAtHorizon =
        500 + channel.subscribers() * 0.3 * StrictMath.exp(1.2 * random.nextGaussian());
    this.likeShare = share(0.04, random);
    this.dislikeShare = share(0.001, random);
    this.commentShare = share(0.004, random);
    this.commentsDisabled = random.nextInt(50) == 0;
  }

  /** Most videos never catch on; of the others, shocks are rarer than word of mouth. */
  private static PopularityCurve curve(double u) {
    if (u < 0.4) {
      return PopularityCurve.ENDOGENOUS_SUBCRITICAL;
    }
    if (u < 0.7) {
      return PopularityCurve.ENDOGENOUS_CRITICAL;
    }
    return u < 0.85 ? PopularityCurve.EXOGENOUS_CRITICAL : PopularityCurve.EXOGENOUS_SUBCRITICAL;
  }

  private static double share(double median, SplittableRandom random) {
    return Math.min(0.5, median * StrictMath.exp(0.5 * random.nextGaussian()));
  }

  String topic() {
    return topic;
  }

  SyntheticChannel channel() {
    return channel;
  }

  long publishedMillis() {
    return publishedMillis;
  }

  /** Whether the video has left every list by then. */
  boolean isOver(long millis) {
    return millis >= listedUntil;
  }

  /**
   * Lets the views grow until a time, which must not lie before the last one.
   *
   * @param pull how many times as fast as by itself
   * @return views gained
   */
  double growTo(long millis, double pull) {
    double age = ageHours(millis);
    double share = curve.share(age, peakHours) - curve.share(lastAgeHours, peakHours);
    double hour = (millis / HOUR_MILLIS) % 24;
    double daily = 1 + DAILY_SWING * StrictMath.cos(2 * Math.PI * (hour - BUSIEST_HOUR) / 24);
    double noise = StrictMath.exp(NOISE * random.nextGaussian() - NOISE * NOISE / 2);
    double gained = viewsAtHorizon * Math.max(0, share) * daily * noise * pull;
    views += gained;
    lastAgeHours = age;
    return gained;
  }

  /** The counts as a list of a region shows them. */
  VideoEvent snapshot(String region, Instant time) {
    long whole = (long) views;
    boolean disabled = Boolean.TRUE.equals(commentsDisabled);
    return new VideoEvent(
        region + "|" + id + "|" + time,
        "youtube",
        region,
        id,
        time,
        "second",
        Instant.ofEpochMilli(publishedMillis),
        title,
        channel.id(),
        channel.title(),
        channel.niche().categoryId(),
        tags,
        whole,
        (long) (views * likeShare),
        (long) (views * dislikeShare),
        disabled ? null : (Long) (long) (views * commentShare),
        commentsDisabled,
        false,
        channel.subscribers());
  }

  private double ageHours(long millis) {
    return (millis - publishedMillis) / HOUR_MILLIS;
  }
}
