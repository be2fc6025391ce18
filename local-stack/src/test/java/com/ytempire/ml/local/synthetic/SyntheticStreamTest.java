package com.ytempire.ml.local.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.event.TrendSignal;
import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.TrendSignalReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.jobs.io.file.InputReader;
import com.ytempire.ml.jobs.io.file.InputRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SyntheticStreamTest {
  private static final Instant PLAYED = Instant.parse("2026-01-02T00:00:00Z");
  private static final long SEED = 7;

  @Test
  void equalSeedsGiveEqualBytesAndOthersDoNot() throws Exception {
    byte[] once = bytes(SEED, 5_000);

    assertThat(bytes(SEED, 5_000)).isEqualTo(once);
    assertThat(bytes(SEED + 1, 5_000)).isNotEqualTo(once);
  }

  @Test
  void everyRecordIsValidInOrderAndUnique() throws Exception {
    Clock now = Clock.fixed(PLAYED, ZoneOffset.UTC);
    VideoEventReader events = new VideoEventReader(now);
    TrendSignalReader signals = new TrendSignalReader(now);
    Instant last = Instant.MIN;
    Set<String> ids = new HashSet<>();

    for (InputRecord r : records(SEED, 60_000)) {
      if (r.event() != null) {
        assertThat(events.read(r.payload())).isEqualTo(r.event());
        assertThat(ids.add(r.event().eventId())).as(r.event().eventId()).isTrue();
      } else {
        assertThat(signals.read(r.payload())).isEqualTo(r.signal());
        assertThat(ids.add(r.signal().eventId())).as(r.signal().eventId()).isTrue();
      }
      assertThat(r.eventTime()).isAfterOrEqualTo(last);
      last = r.eventTime();
    }

    assertThat(last).as("ends in the past").isBefore(PLAYED);
    assertThat(last).as("but not long ago").isAfter(PLAYED.minus(Duration.ofDays(2)));
  }

  @Test
  void beginsADayBeforeItIsFirstPlayed() throws Exception {
    try (InputReader reader = SyntheticStream.endless(SEED).open(PLAYED.plusSeconds(61))) {
      assertThat(reader.next().eventTime()).isEqualTo(PLAYED.minus(Duration.ofHours(24)));
    }
  }

  @Test
  void looksLikeALifelyPlatform() throws Exception {
    Map<String, VideoEvent> newest = new HashMap<>();
    Map<String, Long> gained = new HashMap<>();
    Map<String, Double> twitter = new HashMap<>();
    Map<String, Double> youtube = new HashMap<>();
    for (InputRecord r : records(SEED, 60_000)) {
      VideoEvent event = r.event();
      if (event != null) {
        VideoEvent before = newest.put(event.seriesId(), event);
        if (before != null) {
          assertThat(event.views()).isGreaterThanOrEqualTo(before.views());
          assertThat(event.likes()).isBetween(before.likes(), event.views());
          gained.merge(event.seriesId(), event.views() - before.views(), Long::sum);
        }
      } else {
        TrendSignal signal = r.signal();
        assertThat(signal.score()).isBetween(0.0, 1.0);
        Map<String, Double> sums =
            signal.source().equals("twitter")
                ? twitter
                : signal.source().equals("youtube") ? youtube : new HashMap<>();
        sums.merge(signal.topic(), signal.volume(), Double::sum);
      }
    }

    Set<Integer> tiers =
        newest.values().stream()
            .map(e -> (int) Math.log10(e.subscriberCount()))
            .collect(Collectors.toSet());
    assertThat(tiers).as("powers of ten of subscribers").contains(3, 4, 5);
    assertThat(newest.values().stream().map(VideoEvent::region).distinct()).hasSize(5);
    assertThat(newest.values().stream().map(VideoEvent::categoryId).distinct()).hasSize(5);
    assertThat(newest.values().stream().map(VideoEvent::title).distinct().count())
        .isGreaterThan(100);
    assertThat(newest.values().stream().map(VideoEvent::videoId).distinct().count())
        .as("new videos replace old ones")
        .isGreaterThan(200);
    long living = gained.values().stream().filter(v -> v > 0).count();
    assertThat(living).isGreaterThan(gained.size() * 8L / 10);
    double[] likes =
        newest.values().stream()
            .filter(e -> e.views() > 1_000)
            .mapToDouble(e -> e.likes() / (double) e.views())
            .sorted()
            .toArray();
    assertThat(likes[likes.length / 2]).as("median like share").isBetween(0.02, 0.08);
    assertThat(correlation(youtube, twitter)).as("sources agree").isGreaterThan(0.9);
  }

  @Test
  void curvesGrowFromNothingToAll() {
    for (PopularityCurve curve : PopularityCurve.values()) {
      double last = 0;
      assertThat(curve.share(0, 20)).isZero();
      for (double age = 0.25; age <= 72; age += 0.25) {
        double share = curve.share(age, 20);
        assertThat(share).as(curve + " at " + age).isGreaterThan(last);
        last = share;
      }
      assertThat(last).isCloseTo(1, within(1e-12));
      assertThat(curve.share(1_000, 20)).isEqualTo(last);
    }
  }

  @Test
  void shocksRelaxAndWordOfMouthPeaksWhereThePaperSays() {
    double hour = 1e-3;
    // Rate t hours after a shock falls as (1 + t)^-(1 + theta).
    double early = rate(PopularityCurve.EXOGENOUS_SUBCRITICAL, 1, hour);
    double late = rate(PopularityCurve.EXOGENOUS_SUBCRITICAL, 63, hour);
    assertThat(late / early).isCloseTo(Math.pow(32, -1.4), within(1e-4));
    double longLived = rate(PopularityCurve.EXOGENOUS_CRITICAL, 63, hour);
    assertThat(longLived / rate(PopularityCurve.EXOGENOUS_CRITICAL, 1, hour))
        .isCloseTo(Math.pow(32, -0.6), within(1e-4));
    assertThat(rate(PopularityCurve.ENDOGENOUS_CRITICAL, 20, hour))
        .isGreaterThan(rate(PopularityCurve.ENDOGENOUS_CRITICAL, 10, hour))
        .isGreaterThan(rate(PopularityCurve.ENDOGENOUS_CRITICAL, 40, hour));
  }

  @Test
  void theCommittedSampleIsWhatItsCommandWrites() throws Exception {
    byte[] committed;
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(Path.of("..", "samples", "synthetic.jsonl.gz")))) {
      committed = in.readAllBytes();
    }

    assertThat(bytes(1, 3_000)).isEqualTo(committed);
  }

  @Test
  void whatGrewLastGrowsLeastNextFromThePlantedChangeOn() throws Exception {
    Duration after = Duration.ofHours(4);
    Instant change = PLAYED.minus(SyntheticStream.HISTORY).plus(after);
    List<InputRecord> changed = new ArrayList<>();
    try (InputReader reader = new SyntheticStream(SEED, 20_000, Optional.of(after)).open(PLAYED)) {
      for (InputRecord r = reader.next(); r != null; r = reader.next()) {
        changed.add(r);
      }
    }
    List<InputRecord> unchanged = records(SEED, 20_000);

    assertThat(before(changed, change))
        .isEqualTo(before(unchanged, change))
        .hasSizeGreaterThan(5_000);
    assertThat(sameSide(changed, change)).as("pairs of gains on one side").isLessThan(0.1);
    assertThat(sameSide(unchanged, change)).isGreaterThan(0.3);
  }

  private static List<String> before(List<InputRecord> records, Instant time) {
    return records.stream()
        .filter(r -> r.eventTime().isBefore(time))
        .map(r -> new String(r.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Of three gains of a video in a row, how often the middle one is not a peak or a trough. */
  private static double sameSide(List<InputRecord> records, Instant from) {
    Map<String, List<Long>> views = new HashMap<>();
    for (InputRecord r : records) {
      VideoEvent event = r.event();
      if (event != null && !event.eventTime().isBefore(from) && event.views() > 10_000) {
        views.computeIfAbsent(event.seriesId(), id -> new ArrayList<>()).add(event.views());
      }
    }
    int steady = 0;
    int all = 0;
    for (List<Long> series : views.values()) {
      for (int i = 3; i < series.size(); i++) {
        long first = series.get(i - 2) - series.get(i - 3);
        long second = series.get(i - 1) - series.get(i - 2);
        long third = series.get(i) - series.get(i - 1);
        steady += (second > first) == (third > second) ? 1 : 0;
        all++;
      }
    }
    return (double) steady / all;
  }

  @Test
  void refusesAnEmptyStream() {
    assertThatThrownBy(() -> new SyntheticStream(1, 0))
        .hasMessage("events: 0; allowed: at least 1");
  }

  private static double rate(PopularityCurve curve, double age, double step) {
    return (curve.share(age + step / 2, 20) - curve.share(age - step / 2, 20)) / step;
  }

  private static double correlation(Map<String, Double> x, Map<String, Double> y) {
    double meanX = x.values().stream().mapToDouble(v -> v).average().orElseThrow();
    double meanY = y.values().stream().mapToDouble(v -> v).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (String key : x.keySet()) {
      double dx = x.get(key) - meanX;
      double dy = y.get(key) - meanY;
      xy += dx * dy;
      xx += dx * dx;
      yy += dy * dy;
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static byte[] bytes(long seed, long limit) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SyntheticSample.write(new SyntheticStream(seed, limit), PLAYED, out);
    return out.toByteArray();
  }

  private static List<InputRecord> records(long seed, long limit) throws Exception {
    List<InputRecord> records = new ArrayList<>();
    try (InputReader reader = new SyntheticStream(seed, limit).open(PLAYED)) {
      for (InputRecord r = reader.next(); r != null; r = reader.next()) {
        records.add(r);
      }
    }
    return records;
  }
}
