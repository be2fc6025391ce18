package com.ytempire.ml.api.ingest;

import com.ytempire.ml.api.ingest.EventLog.LogRecord;
import com.ytempire.ml.core.event.Heartbeat;
import com.ytempire.ml.core.event.InOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets event time go on where the service is the only sender, so that windows close: every second
 * each partition of a topic is told how far time has come, from the newest event on at the pace of
 * the wall clock, less {@link #OUT_OF_ORDERNESS}. It ends a while after the last event. The
 * heartbeats are marked as {@link InOrder}, so that they do not count beside another sender, whose
 * events might be older. Safe to share.
 */
final class Heartbeats implements AutoCloseable {
  /** How much older than the newest event one may be that does not come too late for a window. */
  static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration FOR = Duration.ofMinutes(2);
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Map<String, Newest> newest = new ConcurrentHashMap<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "event-heartbeats");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * The newest event of a topic.
   *
   * @param eventMillis its time
   * @param sentNanos when it was sent, by the process's clock
   */
  record Newest(long eventMillis, long sentNanos) {
    Newest or(Newest other) {
      return other.eventMillis >= eventMillis ? other : this;
    }

    /** What can be promised; nothing once it is long ago. */
    OptionalLong promise(long nowNanos) {
      long elapsed = TimeUnit.NANOSECONDS.toMillis(nowNanos - sentNanos);
      return elapsed > FOR.toMillis()
          ? OptionalLong.empty()
          : OptionalLong.of(eventMillis + elapsed - OUT_OF_ORDERNESS.toMillis());
    }
  }

  Heartbeats(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /** Remembers what was sent. */
  void follow(List<LogRecord> records) {
    long now = System.nanoTime();
    for (LogRecord record : records) {
      if (record.isEvent()) {
        newest.merge(record.topic(), new Newest(record.eventMillis(), now), Newest::or);
      }
    }
    if (!newest.isEmpty() && started.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    try {
      var unused =
          timer.scheduleWithFixedDelay(
              this::beat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed before the first heartbeat");
    }
  }

  private void beat() {
    try {
      long now = System.nanoTime();
      newest.forEach((topic, event) -> event.promise(now).ifPresent(time -> send(topic, time)));
    } catch (KafkaException e) {
      LOG.debug("no heartbeats: {}", e.getMessage());
    }
  }

  private void send(String topic, long promisedMillis) {
    Producer<byte[], byte[]> producer = producers.get();
    List<Header> headers =
        List.of(
            new RecordHeader(Heartbeat.HEADER, Heartbeat.encode(promisedMillis)),
            new RecordHeader(InOrder.HEADER, InOrder.value()));
    int partitions = producer.partitionsFor(topic).size();
    for (int partition = 0; partition < partitions; partition++) {
      // One that gets lost is made good by the next.
      var unused = producer.send(new ProducerRecord<>(topic, partition, null, null, null, headers));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
