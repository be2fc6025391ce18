package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.connector.base.sink.writer.strategy.CongestionControlRateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.NoOpScalingStrategy;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to the store on its own threads and tries again while the store is away.
 *
 * <p>{@code write} and {@code submitRequestEntries} run on the task thread and never block on the
 * store; everything else runs on the writer's threads. What failures mean: a {@link
 * StoreUnavailableException} is tried again. A {@link StoreRefusedException} is a bad write: its
 * batch is halved until the write stands alone, which is then counted and left out, because it
 * would be refused for ever. Bad writes known beforehand never come here; they are dead letters.
 * Any other failure fails the job: a store that cannot take a batch at all is a defect.
 */
final class OnlineStoreWriter extends AsyncSinkWriter<FeatureWrite, QueuedWrite> {
  private static final Logger LOG = LoggerFactory.getLogger(OnlineStoreWriter.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Map<String, FeatureSchema> schemas;
  private final OnlineFeatureStore store;
  private final ScheduledExecutorService executor;
  private final LatencyHistogram eventToServable = new LatencyHistogram();
  private final Counter written;
  private final Counter retried;
  private final Counter refused;
  private final AtomicBoolean refusalLogged = new AtomicBoolean();
  private final AtomicInteger failuresInARow = new AtomicInteger();

  /** The limits of {@link OnlineStoreSink}, which explains each. */
  record Limits(
      int batchSize,
      int inFlight,
      int buffered,
      long batchBytes,
      long waitMillis,
      long writeBytes,
      long requestTimeoutMillis) {

    AsyncSinkWriterConfiguration configuration() {
      return AsyncSinkWriterConfiguration.builder()
          .setMaxBatchSize(batchSize)
          .setMaxBatchSizeInBytes(batchBytes)
          .setMaxInFlightRequests(inFlight)
          .setMaxBufferedRequests(buffered)
          .setMaxTimeInBufferMS(waitMillis)
          .setMaxRecordSizeInBytes(writeBytes)
          .setRequestTimeoutMS(requestTimeoutMillis)
          .setFailOnTimeout(false)
          // The default shrinks the rate after a failure and grows it back over minutes; here the
          // pause between tries does that work.
          .setRateLimitingStrategy(
              CongestionControlRateLimitingStrategy.builder()
                  .setMaxInFlightRequests(inFlight)
                  .setInitialMaxInFlightMessages(batchSize * inFlight)
                  .setScalingStrategy(new NoOpScalingStrategy<>())
                  .build())
          .build();
    }
  }

  OnlineStoreWriter(
      ElementConverter<FeatureWrite, QueuedWrite> converter,
      WriterInitContext context,
      Limits limits,
      Collection<BufferedRequestState<QueuedWrite>> state,
      Map<String, FeatureSchema> schemas,
      OnlineFeatureStore store) {
    super(converter, context, limits.configuration(), state);
    this.schemas = schemas;
    this.store = store;
    this.executor =
        Executors.newScheduledThreadPool(
            limits.inFlight(),
            task -> {
              Thread thread = new Thread(task, "feature-store-writer");
              thread.setDaemon(true);
              return thread;
            });
    var metrics = context.metricGroup();
    this.written = metrics.counter("featureWrites");
    this.retried = metrics.counter("featureWriteRetries");
    this.refused = metrics.counter("featureWritesRefused");
    metrics.histogram("eventToServableMillis", eventToServable);
  }

  @Override
  protected void submitRequestEntries(
      List<QueuedWrite> entries, ResultHandler<QueuedWrite> handler) {
    executor.execute(() -> writeBatch(entries, handler));
  }

  @Override
  protected long getSizeInBytes(QueuedWrite queued) {
    return queued.sizeInBytes();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a write to the feature store did not end within 10 s of being interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
    super.close();
  }

  private void writeBatch(List<QueuedWrite> entries, ResultHandler<QueuedWrite> handler) {
    try {
      Map<String, List<FeatureWrite>> byType = new LinkedHashMap<>();
      for (QueuedWrite entry : entries) {
        byType
            .computeIfAbsent(entry.write().entity().type(), type -> new ArrayList<>())
            .add(entry.write());
      }
      for (Map.Entry<String, List<FeatureWrite>> batch : byType.entrySet()) {
        writeAllThatIsTaken(requireSchema(batch.getKey()), batch.getValue());
      }
    } catch (StoreUnavailableException e) {
      retryLater(entries, handler, e);
      return;
    } catch (RuntimeException e) {
      handler.completeExceptionally(e);
      return;
    }
    failuresInARow.set(0);
    written.inc(entries.size());
    long now = System.currentTimeMillis();
    for (QueuedWrite entry : entries) {
      eventToServable.update(now - entry.write().knownAt().toEpochMilli());
    }
    handler.complete();
  }

  private void writeAllThatIsTaken(FeatureSchema schema, List<FeatureWrite> batch) {
    try {
      store.write(schema, batch);
    } catch (StoreRefusedException e) {
      int half = batch.size() / 2;
      if (half > 0) {
        writeAllThatIsTaken(schema, batch.subList(0, half));
        writeAllThatIsTaken(schema, batch.subList(half, batch.size()));
        return;
      }
      refused.inc();
      if (!refusalLogged.getAndSet(true)) {
        LOG.warn("feature store refuses a write; further ones are only counted", e);
      }
    }
  }

  private void retryLater(
      List<QueuedWrite> entries,
      ResultHandler<QueuedWrite> handler,
      StoreUnavailableException why) {
    int failures = failuresInARow.incrementAndGet();
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
    if (failures == 1) {
      LOG.warn("feature store is away, {} writes wait and are tried again", entries.size(), why);
    }
    retried.inc(entries.size());
    var retry =
        executor.schedule(() -> handler.retryForEntries(entries), pause, TimeUnit.MILLISECONDS);
    if (retry.isCancelled()) {
      LOG.info("the writer closed while the feature store was away; the checkpoint has its writes");
    }
  }

  private FeatureSchema requireSchema(String entityType) {
    FeatureSchema schema = schemas.get(entityType);
    if (schema == null) {
      throw new IllegalStateException(
          "no schema for entity type %s; known: %s".formatted(entityType, schemas.keySet()));
    }
    return schema;
  }
}
