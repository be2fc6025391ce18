package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How versions come into the service's traffic, and how its answers are kept.
 *
 * @param journalDir {@code PREDICTION_JOURNAL_DIR}: folder for answers that the database does not
 *     take for now, default {@code .ytempire/journal}
 * @param poll {@code MODEL_POLL_MS}: time between two questions to the registry, 100 to 60,000 ms,
 *     default 2 s
 * @param sources {@code MODEL_SOURCES}: addresses such as {@code s3://bucket/prefix}, separated by
 *     commas, below which a reload may take a version besides the registry itself; default none
 * @param rollBack {@code CANARY_AUTO_ROLLBACK}: whether a canary that does harm is taken back
 *     without a human, default true
 * @param promote {@code CANARY_AUTO_PROMOTE}: whether a canary that has proved itself becomes the
 *     active version without a human, default false
 * @param minRequests {@code CANARY_MIN_REQUESTS}: requests of each side before errors and latency
 *     are compared, 10 to 1,000,000, default 200
 * @param minOutcomes {@code CANARY_MIN_OUTCOMES}: answers of each side whose outcome is known
 *     before accuracy is compared, 10 to 1,000,000, default 500
 */
public record RolloutSettings(
    String journalDir,
    Duration poll,
    List<String> sources,
    boolean rollBack,
    boolean promote,
    int minRequests,
    int minOutcomes)
    implements Serializable {
  public RolloutSettings {
    sources = List.copyOf(sources);
  }

  static RolloutSettings from(Variables variables) {
    return new RolloutSettings(
        variables.textOr("PREDICTION_JOURNAL_DIR", ".ytempire/journal"),
        variables.millis("MODEL_POLL_MS", 2000, 100, 60_000),
        variables.parsed(
            "MODEL_SOURCES",
            List.of(),
            text -> text,
            "addresses such as s3://bucket/prefix, several separated by commas",
            RolloutSettings::addresses),
        variables.flag("CANARY_AUTO_ROLLBACK", true),
        variables.flag("CANARY_AUTO_PROMOTE", false),
        variables.integer("CANARY_MIN_REQUESTS", 200, 10, 1_000_000),
        variables.integer("CANARY_MIN_OUTCOMES", 500, 10, 1_000_000));
  }

  private static List<String> addresses(String text) {
    List<String> addresses = Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    for (String address : addresses) {
      boolean known = address.startsWith("s3://") || address.startsWith("file:///");
      if (!known || address.contains("..")) {
        throw new IllegalArgumentException("one of them is neither s3:// nor file:///");
      }
    }
    return addresses;
  }
}
