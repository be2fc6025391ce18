package com.ytempire.ml.api.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Limits of a {@link PredictionJournal}.
 *
 * @param folder where entries go that the log does not take for now; made if it is not there
 * @param queueCapacity most entries that wait in memory
 * @param batchSize most entries in one write
 * @param linger how long a batch waits for company
 * @param writeTimeout after this time a write counts as failed, though it may still succeed
 * @param retryAfter first wait after a failed write; doubled each time up to twenty times as much
 * @param spillBytes most bytes in the folder; what comes then is dropped and counted
 * @param closeTimeout longest time for {@link PredictionJournal#close}
 */
public record JournalSettings(
    Path folder,
    int queueCapacity,
    int batchSize,
    Duration linger,
    Duration writeTimeout,
    Duration retryAfter,
    long spillBytes,
    Duration closeTimeout) {

  /**
   * For a service. The queue holds the answers of more than a second at the highest rate that two
   * cores reach; the folder those of hours.
   */
  public static JournalSettings in(Path folder) {
    return new JournalSettings(
        folder,
        16_384,
        500,
        Duration.ofMillis(20),
        Duration.ofSeconds(3),
        Duration.ofMillis(500),
        1L << 30,
        Duration.ofSeconds(15));
  }
}
