package com.ytempire.ml.local.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.json.DeadLetterReader;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.input.PlayOptions.WhenDone;
import com.ytempire.ml.local.input.PlayReport.Outcome;
import com.ytempire.ml.local.synthetic.SyntheticStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EventPlayerIT {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path kafkaFolder;
  @TempDir Path folder;
  private static KafkaFixture kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new KafkaFixture(kafkaFolder);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void sendsEachRecordWhereItBelongsAndPromisesTheEnd() throws Exception {
    PlayerTopics topics = topics("belongs");
    Path file =
        Files.writeString(
            folder.resolve("in.jsonl"),
            event("a", 0)
                + "{broken\n"
                + "{\"source\":\"reddit\",\"topic\":\"ai\",\"volume\":1,\"event_time\":\"2020-01-01T00:00:01Z\"}\n"
                + "x".repeat(10 << 20)
                + "\n"
                + " ".repeat((1 << 20) - 1)
                + "x\n"
                + event("b", 2));
    Instant before = CLOCK.instant();

    PlayReport report = play(topics, file, PlayOptions.defaults());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(List.of(report.records(), report.events(), report.signals()))
        .containsExactly(6L, 2L, 1L);
    assertThat(report.unreadable()).isEqualTo(2);
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.oldestEventTime()).isEqualTo(START);
    assertThat(report.newestEventTime()).isEqualTo(START.plusSeconds(2));
    assertThat(texts(kafka.committed(topics.videoEvents())))
        .containsExactlyInAnyOrder(
            event("a", 0).strip(),
            event("b", 2).strip(),
            "{broken",
            " ".repeat((1 << 20) - 1) + "x");
    assertThat(texts(kafka.committed(topics.trendSignals()))).hasSize(1);
    ConsumerRecord<byte[], byte[]> first =
        kafka.committed(topics.videoEvents()).stream()
            .filter(r -> r.key() != null && new String(r.key(), UTF_8).equals("a"))
            .findFirst()
            .orElseThrow();
    assertThat(Instant.ofEpochMilli(first.timestamp()))
        .isBetween(before.minusMillis(1), CLOCK.instant());
    DeadLetter letter =
        new DeadLetterReader().read(kafka.committed(topics.deadLetters()).get(0).value());
    assertThat(letter.reason()).isEqualTo("line of 10485760 bytes; allowed: up to 1048576 bytes");
    assertThat(letter.origin() + "@" + letter.position()).isEqualTo("in.jsonl@4");
    assertThat(letter.payload()).hasSize(64 << 10).containsOnly('x');
    long end = START.plusSeconds(2).toEpochMilli() + 1 + 5_000;
    assertThat(lastPromises(topics.videoEvents()))
        .hasSize(4)
        .containsOnly(Map.entry(0, end), Map.entry(1, end), Map.entry(2, end), Map.entry(3, end));
    assertThat(lastPromises(topics.trendSignals())).hasSize(4);
  }

  @Test
  void anInputThatIsDoneIsSkippedUnlessAskedFor() throws Exception {
    PlayerTopics topics = topics("done");
    Path file = Files.writeString(folder.resolve("once.jsonl"), event("a", 0) + event("b", 1));

    PlayReport first = play(topics, file, PlayOptions.defaults());
    PlayReport second = play(topics, file, PlayOptions.defaults());
    PlayReport third = play(topics, file, PlayOptions.defaults().whenDone(WhenDone.REPLAY));

    assertThat(List.of(first.outcome(), second.outcome(), third.outcome()))
        .containsExactly(Outcome.COMPLETED, Outcome.ALREADY_DONE, Outcome.COMPLETED);
    assertThat(second.records()).isEqualTo(2);
    assertThat(texts(kafka.committed(topics.videoEvents()))).hasSize(4);
  }

  @Test
  void killedAgainAndAgainItSendsEachLineExactlyOnce() throws Exception {
    int lines = 40_000;
    StringBuilder text = new StringBuilder();
    IntStream.range(0, lines).forEach(i -> text.append(event("v" + i, i)));
    Path file = Files.writeString(folder.resolve("long.jsonl"), text);
    PlayerTopics topics = PlayerTopics.defaults();
    topics.createAbsent(kafka.bootstrapServers(), 4);

    int kills = 0;
    AtomicInteger seen = new AtomicInteger();
    for (; kills < 3; kills++) {
      Process player = PlayerProcess.start(kafka.bootstrapServers(), file, 5_000);
      int enough = seen.get() + 2_000;
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                seen.set(texts(kafka.committed(topics.videoEvents())).size());
                return seen.get() > enough;
              });
      player.destroyForcibly();
      assertThat(player.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(player.exitValue()).isEqualTo(137);
      // Not read again: what the dead one left open holds readers up until the next one ends it.
      assertThat(seen).as("killed in the middle").hasValueLessThan(lines);
    }
    Process last = PlayerProcess.start(kafka.bootstrapServers(), file, Double.POSITIVE_INFINITY);
    assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();

    List<String> sent = texts(kafka.committed(topics.videoEvents()));
    System.out.printf(
        "killed %d times, at the last one %d of %d lines sent; %d in the end%n",
        kills, seen.get(), lines, sent.size());
    assertThat(Files.readString(Path.of(file + ".player.log"))).contains("outcome=COMPLETED");
    // Sorted, because an assertion in any order is quadratic.
    assertThat(sent.stream().sorted().toList())
        .isEqualTo(text.toString().lines().sorted().toList());
  }

  @Test
  void keepsThePaceStopsAndGoesOn() throws Exception {
    PlayerTopics topics = topics("pace");
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 10_000).forEach(i -> text.append(event("v" + i, i)));
    Path file = Files.writeString(folder.resolve("paced.jsonl"), text);

    PlayReport stopped;
    try (EventPlayer player = player(topics)) {
      CompletableFuture<PlayReport> playing =
          CompletableFuture.supplyAsync(
              () -> playUnchecked(player, file, PlayOptions.defaults().withSpeed(200)));
      await().atMost(Duration.ofSeconds(30)).until(() -> player.recordsCommitted() > 300);
      player.close();
      stopped = playing.get(10, TimeUnit.SECONDS);
    }

    assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(stopped.records()).isBetween(300L, 9_000L);
    assertThat(stopped.elapsed()).isGreaterThan(Duration.ofMillis(1_400));
    assertThat(lastPromises(topics.trendSignals()).values())
        .as("quiet partitions learn the time")
        .allMatch(t -> t > START.toEpochMilli());
    PlayReport rest = play(topics, file, PlayOptions.defaults());
    assertThat(rest.resumedFrom()).isEqualTo(stopped.records());
    assertThat(texts(kafka.committed(topics.videoEvents())))
        .hasSize(10_000)
        .doesNotHaveDuplicates();
  }

  @Test
  void aLiveStreamGoesOnWhereItStoppedAndNeverRunsAhead() throws Exception {
    PlayerTopics topics = topics("live");
    PlayOptions options = PlayOptions.defaults().withSpeed(SyntheticStream.SPEED);
    PlayReport last = null;

    for (int part = 1; part <= 2; part++) {
      long enough = part * 100L;
      try (EventPlayer player = player(topics)) {
        CompletableFuture<PlayReport> playing =
            CompletableFuture.supplyAsync(
                () -> playUnchecked(player, SyntheticStream.endless(3), options));
        await().atMost(Duration.ofSeconds(30)).until(() -> player.recordsCommitted() > enough);
        player.close();
        last = playing.get(10, TimeUnit.SECONDS);
      }
    }

    List<String> sent = new ArrayList<>(texts(kafka.committed(topics.videoEvents())));
    sent.addAll(texts(kafka.committed(topics.trendSignals())));
    assertThat(sent).hasSize((int) last.records()).doesNotHaveDuplicates();
    assertThat(last.newestEventTime())
        .isBetween(CLOCK.instant().minus(Duration.ofHours(25)), CLOCK.instant());
  }

  @Test
  void playsManyRecordsAsFastAsItCan() throws Exception {
    PlayerTopics topics = topics("fast");
    PlayReport report;
    try (EventPlayer player = player(topics)) {
      report = player.play(new SyntheticStream(1, 50_000), PlayOptions.defaults());
    }

    System.out.printf("played %s: %.0f records/s%n", report, report.recordsPerSecond());
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(report.events() + report.signals()).isEqualTo(50_000);
    assertThat(texts(kafka.committed(topics.videoEvents()))).hasSize((int) report.events());
    assertThat(texts(kafka.committed(topics.trendSignals()))).hasSize((int) report.signals());
  }

  @Test
  void survivesARestartOfTheBroker(@TempDir Path ownFolder) throws Exception {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 8_000).forEach(i -> text.append(event("v" + i, i)));
    Path file = Files.writeString(folder.resolve("restart.jsonl"), text);
    try (KafkaFixture own = new KafkaFixture(ownFolder);
        EventPlayer player =
            new EventPlayer(own.bootstrapServers(), "p", PlayerTopics.defaults(), CLOCK)) {
      CompletableFuture<PlayReport> playing =
          CompletableFuture.supplyAsync(
              () -> playUnchecked(player, file, PlayOptions.defaults().withSpeed(1_000)));
      await().atMost(Duration.ofSeconds(30)).until(() -> player.recordsCommitted() > 1_000);

      own.stop();
      own.start();

      assertThat(playing.get(90, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(texts(own.committed("video-events"))).hasSize(8_000).doesNotHaveDuplicates();
    }
  }

  private static String event(String id, int second) {
    return "{\"video_id\":\"%s\",\"event_time\":\"%s\",\"views\":1}%n"
        .formatted(id, START.plusSeconds(second));
  }

  private static PlayerTopics topics(String prefix) {
    return new PlayerTopics(
        prefix + "-events", prefix + "-signals", prefix + "-letters", prefix + "-progress");
  }

  private static EventPlayer player(PlayerTopics topics) {
    return new EventPlayer(kafka.bootstrapServers(), topics.progress(), topics, CLOCK);
  }

  private static PlayReport play(PlayerTopics topics, Path file, PlayOptions options)
      throws Exception {
    try (EventPlayer player = player(topics)) {
      return player.play(new FileInput(List.of(InputFile.at(file)), CLOCK), options);
    }
  }

  private static PlayReport playUnchecked(EventPlayer player, Path file, PlayOptions options) {
    return playUnchecked(player, new FileInput(List.of(InputFile.at(file)), CLOCK), options);
  }

  private static PlayReport playUnchecked(
      EventPlayer player, InputSource input, PlayOptions options) {
    try {
      return player.play(input, options);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .filter(r -> r.value() != null)
        .map(r -> new String(r.value(), UTF_8))
        .toList();
  }

  private static Map<Integer, Long> lastPromises(String topic) {
    Map<Integer, Long> promises = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.committed(topic)) {
      Header header = record.headers().lastHeader(Heartbeat.HEADER);
      if (header != null) {
        promises.put(record.partition(), Heartbeat.decode(header.value()).orElseThrow());
      }
    }
    return promises;
  }
}
