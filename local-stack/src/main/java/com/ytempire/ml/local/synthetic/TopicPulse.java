package com.ytempire.ml.local.synthetic;

import com.ytempire.ml.core.event.TrendSignal;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much a topic is talked about: follows the views that its videos gain, smoothed over a few
 * intervals, each source with its own scale and noise. Mutable, confined to one stream.
 */
final class TopicPulse {
  private static final double KEPT = 0.7;

  /** Where topics are talked about, with mentions per view gained and the score's half volume. */
  private enum Source {
    YOUTUBE("youtube", 1, 20_000),
    TWITTER("twitter", 0.02, 400),
    REDDIT("reddit", 0.005, 100),
    GOOGLE_TRENDS("google_trends", 0.1, 2_000),
    TIKTOK("tiktok", 0.3, 6_000);

    private final String word;
    private final double perView;
    private final double halfVolume;

    Source(String word, double perView, double halfVolume) {
      this.word = word;
      this.perView = perView;
      this.halfVolume = halfVolume;
    }
  }

  private final Niche niche;
  private final String topic;
  private double gained;
  private double level;

  TopicPulse(Niche niche, String topic) {
    this.niche = niche;
    this.topic = topic;
  }

  static List<String> sources() {
    return java.util.Arrays.stream(Source.values()).map(source -> source.word).toList();
  }

  void add(double views) {
    gained += views;
  }

  /** Ends an interval: what was gained in it enters the level. */
  void endInterval() {
    level = KEPT * level + (1 - KEPT) * gained;
    gained = 0;
  }

  /** What a source, by its index among {@link #sources}, says now. */
  TrendSignal signal(int sourceIndex, Instant time, SplittableRandom random) {
    Source source = Source.values()[sourceIndex];
    double volume = Math.rint(level * source.perView * StrictMath.exp(0.2 * random.nextGaussian()));
    double score = volume / (volume + source.halfVolume);
    return new TrendSignal(
        source.word + "|" + topic + "|" + time,
        source.word,
        topic,
        niche.word(),
        volume,
        Math.rint(score * 1e6) / 1e6,
        time);
  }
}
