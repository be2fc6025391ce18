package com.ytempire.ml.local.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The platform's topics.
 *
 * <p>They keep their records for ever: events carry their own, often old, event time as record
 * timestamp, by which a broker with the usual retention would delete them right away.
 */
public final class KafkaTopics {

  /** Largest record in bytes; a broken line of 10 MB must fit with its reason. */
  static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  private static final int EVENT_PARTITIONS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Topics whose volume needs more than one reader. Keyed by video and with equally many
   * partitions, so that what a job makes of a partition lies in one partition too: as each is read
   * at its own speed after a restart, records of several in one would lie days of event time apart.
   */
  private static final List<String> PARTITIONED =
      List.of("video-events", "trend-signals", "features", "predictions", "outcomes");

  private static final List<String> SINGLE =
      List.of("drift-events", "retraining-triggers", "dead-letters");

  private KafkaTopics() {}

  /** Names of all topics. */
  public static List<String> names() {
    return java.util.stream.Stream.concat(PARTITIONED.stream(), SINGLE.stream()).toList();
  }

  /**
   * Creates the topics that are missing and leaves those that exist as they are.
   *
   * @return the cluster id, as proof that the broker answers
   * @throws ServerException when the broker does not answer within 30 s
   */
  static String create(String bootstrapServers) {
    try (Admin admin = Admin.create(adminProperties(bootstrapServers))) {
      String cluster = admin.describeCluster().clusterId().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      Set<String> existing = admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      List<NewTopic> missing =
          names().stream()
              .filter(name -> !existing.contains(name))
              .map(KafkaTopics::topic)
              .toList();
      if (!missing.isEmpty()) {
        admin.createTopics(missing).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      return cluster;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return ""; // Another stack created them at the same time.
      }
      throw unreachable(bootstrapServers, e);
    } catch (TimeoutException e) {
      throw unreachable(bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("stopped while creating the topics", e);
    }
  }

  private static NewTopic topic(String name) {
    int partitions = PARTITIONED.contains(name) ? EVENT_PARTITIONS : 1;
    return new NewTopic(name, partitions, (short) 1)
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                "" + MAX_RECORD_BYTES));
  }

  static Properties adminProperties(String bootstrapServers) {
    var properties = new Properties();
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
    return properties;
  }

  private static ServerException unreachable(String bootstrapServers, Exception cause) {
    return new ServerException(
        "Kafka at %s does not answer as a broker should: %s"
            .formatted(bootstrapServers, cause.getMessage()),
        cause);
  }
}
