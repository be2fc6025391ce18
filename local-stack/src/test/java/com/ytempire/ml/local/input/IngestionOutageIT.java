package com.ytempire.ml.local.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.InOrder;
import com.ytempire.ml.core.event.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events that are posted to the service while its Kafka comes and goes. */
@Timeout(180)
class IngestionOutageIT {
  private static final Duration DEADLINE = Duration.ofMillis(2_000);

  @TempDir Path folder;

  private KafkaFixture kafka;
  private ServiceUnderTest service;
  private ServiceClient sender;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaFixture(folder);
    PlayerTopics.defaults().createAbsent(kafka.bootstrapServers(), 4);
    service =
        ServiceUnderTest.start(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "MODEL_DEFAULT_TIMEOUT_MS",
                String.valueOf(DEADLINE.toMillis())),
            options -> options);
    sender = service.as("ingest");
  }

  @AfterEach
  void stop() {
    service.close();
    kafka.close();
  }

  private Answer post(String id) {
    return sender.post(
        "/events/video",
        "{\"video_id\":\"%s\",\"event_time\":\"2025-01-10T10:00:00Z\"}".formatted(id));
  }

  private Set<String> inKafka() {
    return kafka.committed(Topics.VIDEO_EVENTS).stream()
        .filter(record -> record.value() != null)
        .map(record -> new String(record.key(), UTF_8))
        .collect(Collectors.toSet());
  }

  @Test
  void marksEventsAsSentInOrderAndLetsTimeGoOnInEveryPartition() {
    await().atMost(Duration.ofSeconds(30)).until(() -> post("one").status() == 202);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              List<ConsumerRecord<byte[], byte[]>> records = kafka.committed(Topics.VIDEO_EVENTS);
              assertThat(records)
                  .allMatch(record -> record.headers().lastHeader(InOrder.HEADER) != null);
              assertThat(
                      records.stream()
                          .filter(record -> record.headers().lastHeader(Heartbeat.HEADER) != null)
                          .map(ConsumerRecord::partition)
                          .distinct())
                  .hasSize(4);
            });
    assertThat(inKafka()).containsExactly("one");
  }

  @Test
  void losesNoAcceptedEventWhenKafkaGoesAwayAndNeverWaitsPastTheDeadline() {
    await().atMost(Duration.ofSeconds(30)).until(() -> post("before").status() == 202);
    Set<String> accepted = new HashSet<>(Set.of("before"));
    for (int i = 0; i < 20; i++) {
      if (post("up-" + i).status() == 202) {
        accepted.add("up-" + i);
      }
    }
    assertThat(accepted).hasSize(21);

    kafka.stop();
    for (int i = 0; i < 12; i++) {
      long begun = System.nanoTime();
      Answer answer = post("down-" + i);
      assertThat(answer.status()).as(answer.body()).isIn(503, 504);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE.multipliedBy(2));
    }

    kafka.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              boolean taken = post("after").status() == 202;
              if (taken) {
                accepted.add("after");
              }
              return taken;
            });
    assertThat(inKafka()).containsAll(accepted);
  }
}
