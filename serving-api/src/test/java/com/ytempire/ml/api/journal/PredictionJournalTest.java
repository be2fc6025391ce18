package com.ytempire.ml.api.journal;

import static com.ytempire.ml.api.journal.JournalFixtures.MODEL;
import static com.ytempire.ml.api.journal.JournalFixtures.answer;
import static com.ytempire.ml.api.journal.JournalFixtures.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.TrafficVariant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PredictionJournalTest {
  @TempDir private Path folder;

  private final UnsteadyLog log = new UnsteadyLog();

  private PredictionJournal open(JournalSettings settings) throws IOException {
    return PredictionJournal.open(settings, log, Clock.systemUTC(), UUID::randomUUID);
  }

  private PredictionJournal open() throws IOException {
    return open(quick(folder));
  }

  private static List<UUID> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> answer(number).id()).toList();
  }

  @Test
  void writesAnswersAndFailuresWithoutBeingAskedTo() throws IOException {
    try (PredictionJournal journal = open()) {
      journal.record(answer(1));
      journal.failed(MODEL, TrafficVariant.CANARY);
      journal.failed(MODEL, TrafficVariant.CANARY);

      await().untilAsserted(() -> assertThat(log.ids()).isEqualTo(ids(1, 2)));
      await().untilAsserted(() -> assertThat(log.failures()).isEqualTo(2));
      await().until(() -> journal.statistics().written() >= 2);
      assertThat(journal.statistics().dropped()).isZero();
    }
  }

  @Test
  void hasEverythingInTheLogWhenItIsClosed() throws IOException {
    PredictionJournal journal = open();
    for (int i = 0; i < 900; i++) {
      journal.record(answer(i));
      journal.failed(MODEL, TrafficVariant.ACTIVE);
    }

    journal.close();

    assertThat(log.ids()).containsExactlyInAnyOrderElementsOf(ids(0, 900));
    assertThat(log.failures()).isEqualTo(900);
  }

  @Test
  void keepsInFilesWhatTheLogDoesNotTakeAndWritesItLater() throws IOException {
    try (PredictionJournal journal = open()) {
      log.goAway();
      for (int i = 0; i < 300; i++) {
        journal.record(answer(i));
      }
      await().until(() -> journal.statistics().spilled() >= 300);
      assertThat(log.ids()).isEmpty();
      assertThat(journal.statistics().spilledBytes()).isPositive();

      log.comeBack();
      journal.record(answer(300));

      await().untilAsserted(() -> assertThat(log.ids()).hasSize(301));
      await().until(() -> journal.statistics().spilledBytes() == 0);
    }
    assertThat(log.ids()).containsExactlyInAnyOrderElementsOf(ids(0, 301));
  }

  @Test
  void doesNotWaitForALogThatHangs() throws IOException {
    try (PredictionJournal journal = open()) {
      log.hang();
      for (int i = 0; i < 500; i++) {
        journal.record(answer(i));
      }
      await().until(() -> journal.statistics().spilled() >= 500);
      assertThat(journal.statistics().dropped()).isZero();

      log.comeBack();

      await().untilAsserted(() -> assertThat(log.ids()).hasSize(500));
    }
  }

  @Test
  void writesInTheNextProcessWhatThisOneCouldNot() throws IOException {
    log.goAway();
    try (PredictionJournal journal = open()) {
      journal.record(answer(1));
      journal.failed(MODEL, TrafficVariant.ACTIVE);
    }
    assertThat(log.ids()).isEmpty();

    log.comeBack();
    try (PredictionJournal journal = open()) {
      await().untilAsserted(() -> assertThat(log.ids()).isEqualTo(ids(1, 2)));
      await().untilAsserted(() -> assertThat(log.failures()).isEqualTo(1));
      await().until(() -> journal.statistics().spilledBytes() == 0);
    }
    assertThat(segments()).isEmpty();
  }

  @Test
  void readsPastALineThatWasCutOff() throws IOException {
    log.goAway();
    try (PredictionJournal journal = open()) {
      journal.record(answer(1));
      journal.record(answer(2));
    }
    Files.writeString(
        segments().get(0),
        "P{\"prediction_id\": \"00",
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);

    log.comeBack();
    try (PredictionJournal journal = open()) {
      await().untilAsserted(() -> assertThat(log.ids()).isEqualTo(ids(1, 3)));
      await().until(() -> journal.statistics().damaged() == 1);
    }
  }

  @Test
  void putsTheOneAsideThatTheLogWillNeverTake() throws IOException {
    log.refuse(answer(7).id());
    try (PredictionJournal journal = open()) {
      for (int i = 0; i < 20; i++) {
        journal.record(answer(i));
      }
      await().until(() -> journal.statistics().refused() == 1);
    }

    assertThat(log.ids()).hasSize(19).doesNotContain(answer(7).id());
    assertThat(Files.readString(folder.resolve("0/refused.txt"))).contains("number 7");
  }

  @Test
  void countsWhatNeitherQueueNorFolderTakes() throws IOException {
    JournalSettings quick = quick(folder);
    var tiny =
        new JournalSettings(
            folder,
            quick.queueCapacity(),
            quick.batchSize(),
            quick.linger(),
            quick.writeTimeout(),
            quick.retryAfter(),
            1000,
            Duration.ofSeconds(10));
    log.goAway();
    try (PredictionJournal journal = open(tiny)) {
      for (int i = 0; i < 50; i++) {
        journal.record(answer(i));
      }
      await().until(() -> journal.statistics().spilled() + journal.statistics().dropped() == 50);
      assertThat(journal.statistics().spilled()).isPositive();
      assertThat(journal.statistics().dropped()).isPositive();
      assertThat(journal.statistics().spilledBytes()).isLessThanOrEqualTo(1000);
    }
  }

  @Test
  void sharesAFolderWithAnotherJournal() throws IOException {
    log.goAway();
    try (PredictionJournal first = open()) {
      try (PredictionJournal second = open()) {
        first.record(answer(1));
        second.record(answer(2));
      }
      log.comeBack();
      await().untilAsserted(() -> assertThat(log.ids()).contains(answer(1).id()));
    }
    try (PredictionJournal next = open()) {
      await().untilAsserted(() -> assertThat(log.ids()).contains(answer(2).id()));
      assertThat(next.statistics().damaged()).isZero();
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }
}
