package com.ytempire.ml.bench.features;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.jobs.io.VideoRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Snapshots of many videos, made where they are needed, so that no file or broker limits a job.
 *
 * <p>The records are decoded ones: reading JSON would cost every job the same and flatter the
 * ratios between them. They are as wide as real ones (about 760 bytes of JSON: 18 tags, a title, a
 * channel). Every {@value #GAP_MINUTES} minutes each video is seen once; a partition holds the
 * videos that have its number, and runs through time on its own, as a partition of a topic does.
 *
 * <p>Equal arguments give equal records. Confined to the source's thread once opened.
 */
final class SyntheticSnapshots implements GeneratorFunction<Long, VideoRecord> {
  private static final long serialVersionUID = 1L;

  static final int GAP_MINUTES = 15;
  private static final long GAP_MILLIS = GAP_MINUTES * 60_000L;
  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final int TAGS = 18;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final long seed;
  private final int videosPerPartition;
  private final long eventsPerPartition;

  private transient Video[] videos;
  private transient long tick;
  private transient String tickText;
  private transient boolean begun;

  /** What stays the same from one snapshot of a video to the next. */
  private record Video(
      String idPrefix,
      String id,
      String title,
      String channelId,
      String channelTitle,
      int category,
      List<String> tags,
      Instant published,
      long subscribers,
      long firstViews,
      long viewsPerGap) {}

  /**
   * @param videosPerPartition how many videos a partition has
   * @param eventsPerPartition how many events a partition has; indexes {@code [p × n, (p + 1) × n)}
   *     are those of partition p
   */
  @SuppressWarnings("NullAway.Init") // transient fields are made in open
  SyntheticSnapshots(long seed, int videosPerPartition, long eventsPerPartition) {
    this.seed = seed;
    this.videosPerPartition = videosPerPartition;
    this.eventsPerPartition = eventsPerPartition;
  }

  @Override
  public void open(SourceReaderContext context) {
    open();
  }

  void open() {
    videos = new Video[videosPerPartition];
    var random = new SplittableRandom(seed);
    for (int i = 0; i < videosPerPartition; i++) {
      videos[i] = video(random);
    }
    tick = -1;
  }

  private static Video video(SplittableRandom random) {
    String id = word(random, 10);
    long firstViews = 50 + random.nextInt(1_000_000);
    List<String> tags = new ArrayList<>(TAGS);
    for (int i = 0; i < TAGS; i++) {
      tags.add(word(random, 5) + " " + word(random, 6));
    }
    return new Video(
        "|" + id + "|",
        id,
        "%s %s: %s".formatted(word(random, 12), word(random, 16), word(random, 20)),
        "UC" + word(random, 22),
        word(random, 14),
        1 + random.nextInt(28),
        List.copyOf(tags),
        Instant.ofEpochMilli(START - random.nextInt(1, 5000) * 60_000L),
        random.nextInt(2_000_000),
        firstViews,
        1 + random.nextInt(2000));
  }

  private static String word(SplittableRandom random, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @Override
  public VideoRecord map(Long index) {
    if (!begun) {
      begun = true;
      JobTiming.started();
    }
    VideoEvent event = event(index);
    return VideoRecord.of(event, index, event.eventTime().toEpochMilli());
  }

  VideoEvent event(long index) {
    long inPartition = index % eventsPerPartition;
    int partition = (int) (index / eventsPerPartition);
    int number = (int) (inPartition % videosPerPartition);
    long gaps = inPartition / videosPerPartition;
    if (gaps != tick) {
      tick = gaps;
      tickText = Instant.ofEpochMilli(START + gaps * GAP_MILLIS).toString();
    }
    Video video = videos[number];
    String region = partition % 2 == 0 ? "US" : "GB";
    String id = partition < 2 ? video.id : video.id + partition;
    long views = video.firstViews + gaps * video.viewsPerGap + (gaps * 31 + number) % 97;
    return new VideoEvent(
        region.concat(video.idPrefix).concat(tickText),
        "youtube",
        region,
        id,
        // Within one gap the videos follow each other evenly.
        Instant.ofEpochMilli(START + gaps * GAP_MILLIS + GAP_MILLIS * number / videosPerPartition),
        "second",
        video.published,
        video.title,
        video.channelId,
        video.channelTitle,
        video.category,
        video.tags,
        views,
        views / 25,
        views / 900,
        views / 240,
        false,
        false,
        video.subscribers);
  }
}
