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
 * @param canary when a canary is decided on without a human
 * @param webhook where decisions are told
 */
public record RolloutSettings(
    String journalDir,
    Duration poll,
    List<String> sources,
    CanarySettings canary,
    WebhookSettings webhook)
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
        CanarySettings.from(variables),
        WebhookSettings.from(variables));
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
