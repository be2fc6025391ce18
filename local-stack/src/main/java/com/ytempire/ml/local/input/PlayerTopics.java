package com.ytempire.ml.local.input;

import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.event.json.DeadLetterWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics that a player writes.
 *
 * @param videoEvents snapshots of videos, keyed by video id, and JSON lines that are no events
 * @param trendSignals trend signals, keyed by topic
 * @param deadLetters what could not even be sent as an event
 * @param progress how far each input was played; compacted
 */
public record PlayerTopics(
    String videoEvents, String trendSignals, String deadLetters, String progress) {

  /** Room for a payload of 1 MiB with its key and headers. */
  private static final int MAX_EVENT_MESSAGE_BYTES = 2 << 20;

  /** The platform's names. */
  public static PlayerTopics defaults() {
    return new PlayerTopics(
        Topics.VIDEO_EVENTS, Topics.TREND_SIGNALS, Topics.DEAD_LETTERS, "player-progress");
  }

  /**
   * Creates those that are absent, with one replica; leaves those that exist as they are. Events
   * are kept for ever ({@code retention.ms=-1}): the feature job may start from zero again.
   *
   * @param partitions partitions of the two event topics, where these are absent
   * @throws KafkaException when the broker refuses or does not answer
   */
  public void createAbsent(String bootstrapServers, int partitions) throws InterruptedException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    try (Admin admin = Admin.create(config)) {
      for (var created : admin.createTopics(wanted(partitions)).values().entrySet()) {
        try {
          created.getValue().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new KafkaException("topic " + created.getKey() + " cannot be created", e);
          }
        }
      }
    }
  }

  private List<NewTopic> wanted(int partitions) {
    Map<String, String> events =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(MAX_EVENT_MESSAGE_BYTES));
    Map<String, String> letters =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(DeadLetterWriter.MAX_MESSAGE_BYTES));
    return List.of(
        topic(videoEvents, partitions, events),
        topic(trendSignals, partitions, events),
        topic(deadLetters, 1, letters),
        topic(
            progress,
            1,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.of((short) 1)).configs(config);
  }
}
