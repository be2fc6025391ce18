package com.ytempire.ml.api.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * A process whose log is away: keeps answers 0 to 199 in the folder that is its first argument,
 * says {@code spilled}, takes answers 200 to 299, says {@code taken}, and goes on until it is
 * killed. Told to end, it closes its journal.
 */
final class SpillingProcess {
  private SpillingProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var log = new UnsteadyLog();
    log.goAway();
    PredictionJournal journal =
        PredictionJournal.open(
            JournalFixtures.quick(Path.of(arguments[0])), log, Clock.systemUTC(), UUID::randomUUID);
    Runtime.getRuntime().addShutdownHook(new Thread(journal::close));
    for (int i = 0; i < 200; i++) {
      journal.record(JournalFixtures.answer(i));
    }
    while (journal.statistics().spilled() < 200) {
      Thread.onSpinWait();
    }
    System.out.println("spilled");
    for (int i = 200; i < 300; i++) {
      journal.record(JournalFixtures.answer(i));
    }
    System.out.println("taken");
    new CountDownLatch(1).await();
  }
}
