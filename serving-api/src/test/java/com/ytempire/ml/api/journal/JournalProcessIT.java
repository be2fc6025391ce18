package com.ytempire.ml.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that end while the database is away. */
@Timeout(120)
class JournalProcessIT {
  @TempDir private Path folder;

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx100m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SpillingProcess.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<UUID> replayed(int atLeast) throws IOException {
    var log = new UnsteadyLog();
    try (PredictionJournal journal =
        PredictionJournal.open(
            JournalFixtures.quick(folder), log, Clock.systemUTC(), UUID::randomUUID)) {
      await().untilAsserted(() -> assertThat(log.ids()).hasSizeGreaterThanOrEqualTo(atLeast));
      await().until(() -> journal.statistics().spilledBytes() == 0);
    }
    return log.ids();
  }

  private static List<UUID> ids(int to) {
    return IntStream.range(0, to).mapToObj(number -> JournalFixtures.answer(number).id()).toList();
  }

  @Test
  void aKilledProcessLosesNothingThatWasInFiles() throws Exception {
    Process process = start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.lines().anyMatch("spilled"::equals)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(replayed(200)).containsAll(ids(200)).doesNotHaveDuplicates();
  }

  @Test
  void aProcessThatIsToldToEndLosesNothing() throws Exception {
    Process process = start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.lines().anyMatch("taken"::equals)).isTrue();
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(replayed(300)).containsExactlyInAnyOrderElementsOf(ids(300));
  }
}
