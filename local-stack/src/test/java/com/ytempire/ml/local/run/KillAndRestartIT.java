package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process with the jobs, the broker and the player is killed in the middle and started again:
 * what is left behind is what a run leaves that was left alone, and every snapshot has one
 * prediction and its outcome.
 */
@ExtendWith(RunningStack.class)
@Timeout(300)
class KillAndRestartIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Instant BEGIN = Instant.parse("2021-01-29T22:00:00Z");
  private static final long HOURS = 96;

  @Test
  void leavesWhatARunLeavesThatWasLeftAlone(@TempDir Path folder, LocalStack shared)
      throws Exception {
    long seed = 20261122L;
    var random = new Random(seed);
    Instant early = BEGIN.plus(Duration.ofHours(HOURS / 10 + random.nextInt(10)));
    Instant later = BEGIN.plus(Duration.ofHours(HOURS / 2 + random.nextInt(30)));
    System.out.printf("seed %d: killed at %s and, after a checkpoint, at %s%n", seed, early, later);
    RunResult expected = MixedInput.undisturbed(shared, folder);
    Path data = folder.resolve("data");
    Path report = folder.resolve("report.json");
    String[] arguments = {
      "--input",
      MixedInput.write(folder).toString(),
      "--features",
      MixedInput.features(folder).toString(),
      "--speed",
      Double.toString(MixedInput.SPEED),
      "--until-done",
      "--report",
      report.toString()
    };

    try (UpProcess up = UpProcess.start(data, arguments)) {
      awaitMiddle(up, early, false);
      System.out.println(Instant.now() + up.console());
      up.kill();
    }
    try (UpProcess up = UpProcess.start(data, arguments)) {
      awaitMiddle(up, later, true);
      System.out.println(Instant.now() + up.console());
      up.kill();
    }
    try (UpProcess up = UpProcess.start(data, arguments)) {
      assertThat(up.awaitEnd(LIMIT)).as(up.console()).isZero();
      System.out.println(Instant.now() + up.console());
    }

    try (TestPlatform platform = TestPlatform.start(data, Map.of())) {
      platform
          .result(MixedInput.PLAN, UpProcess.report(report))
          .assertSameAs(expected, "killed twice");
      PredictionContents.read(platform)
          .assertMeets(InferenceOracle.of(folder.resolve("mixed.jsonl")), "killed twice");
    }
  }

  private static void awaitMiddle(UpProcess up, Instant reached, boolean checkpoint) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              assertThat(up.isRunning()).as(up.console()).isTrue();
              return !up.newestFeature().isBefore(reached) && (!checkpoint || up.hasCheckpoint());
            });
  }
}
