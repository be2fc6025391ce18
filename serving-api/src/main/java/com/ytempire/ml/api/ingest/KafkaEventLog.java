package com.ytempire.ml.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ytempire.ml.api.http.Outward;
import com.ytempire.ml.core.event.InOrder;
import com.ytempire.ml.core.settings.KafkaSettings;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's topics, by one idempotent producer that waits for all replicas.
 *
 * <p>A record is given up in bounded time: whether it is there is not known then, and sending it
 * again is harmless, because events have ids. The producer is made when it is first needed and
 * finds a broker that comes back by itself. Events are marked as sent {@link InOrder in order}, and
 * heartbeats follow them, so that they are taken at once and hold nobody up.
 */
final class KafkaEventLog implements EventLog {
  /** Header of what {@link LogRecord#kind} says. */
  static final String KIND_HEADER = "ytempire-kind";

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Above Kafka's own limit: a topic takes an event of 1 MiB with its key and headers. */
  private static final int MAX_REQUEST_BYTES = 2 << 20;

  private static final int LINGER_MILLIS = 2;

  private final Map<String, Object> config;
  private final Outward kafka;
  private final Duration limit;
  private final Heartbeats heartbeats;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  /**
   * Connects to nothing yet.
   *
   * @param limit time after which a record that is not acknowledged is given up
   */
  KafkaEventLog(KafkaSettings settings, Outward kafka, Duration limit) {
    this.kafka = kafka;
    this.limit = limit;
    this.config = config(settings, limit);
    this.heartbeats = new Heartbeats(this::producer);
  }

  private static Map<String, Object> config(KafkaSettings settings, Duration limit) {
    int millis = (int) Math.max(300, limit.toMillis());
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "service");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    // A third for finding the broker or room in the buffer, the rest for the answer.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 3);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis * 2 / 3);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis * 2 / 3 - LINGER_MILLIS);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return config;
  }

  @Override
  public CompletableFuture<Void> append(List<LogRecord> records) {
    return kafka.callAsync(() -> send(records), limit);
  }

  private CompletableFuture<Void> send(List<LogRecord> records) {
    CompletableFuture<?>[] kept = new CompletableFuture<?>[records.size()];
    try {
      Producer<byte[], byte[]> open = producer();
      for (int i = 0; i < kept.length; i++) {
        kept[i] = send(open, records.get(i));
      }
    } catch (KafkaException e) {
      return CompletableFuture.failedFuture(away(e));
    }
    return CompletableFuture.allOf(kept).thenRun(() -> heartbeats.follow(records));
  }

  private static CompletableFuture<Void> send(Producer<byte[], byte[]> open, LogRecord record) {
    CompletableFuture<Void> kept = new CompletableFuture<>();
    var unused =
        open.send(
            kafkaRecord(record),
            (metadata, failure) -> {
              if (failure == null) {
                kept.complete(null);
              } else {
                kept.completeExceptionally(away(failure));
              }
            });
    return kept;
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(LogRecord record) {
    List<Header> headers =
        record.isEvent()
            ? List.of(new RecordHeader(InOrder.HEADER, InOrder.value()))
            : List.of(new RecordHeader(KIND_HEADER, record.kind().getBytes(UTF_8)));
    return new ProducerRecord<>(
        record.topic(), null, record.key().getBytes(UTF_8), record.value(), headers);
  }

  private static StoreUnavailableException away(Exception failure) {
    return new StoreUnavailableException("kafka: appending events failed", failure);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw new KafkaException("the service is stopping");
    }
    if (producer == null) {
      producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @Override
  public void close() {
    heartbeats.close();
    Producer<byte[], byte[]> open;
    synchronized (this) {
      closed = true;
      open = producer;
    }
    if (open != null) {
      open.close(CLOSE_LIMIT);
    }
  }
}
