package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
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
 * Hands batches to a store on its own threads and tries again while the store is away.
 *
 * <p>{@code write} and {@code submitRequestEntries} run on the task thread and never block on the
 * store; everything else runs on the writer's threads. What failures mean: a {@link
 * StoreUnavailableException} is tried again. A {@link StoreRefusedException} is a bad entry: its
 * batch is halved until the entry stands alone, which is then counted and left out, because it
 * would be refused for ever. Any other failure fails the job: a store that cannot take a batch at
 * all is a defect.
 *
 * @param <I> what the job writes
 * @param <Q> how it waits in the writer and in the checkpoint
 */
abstract class RetryingStoreWriter<I, Q extends Serializable> extends AsyncSinkWriter<I, Q> {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingStoreWriter.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final String store;
  private final ScheduledExecutorService executor;
  private final Counter written;
  private final Counter retried;
  private final Counter refused;
  private final AtomicBoolean refusalLogged = new AtomicBoolean();
  private final AtomicInteger failuresInARow = new AtomicInteger();

  /**
   * How much waits, and how long.
   *
   * @param batchSize most entries in a batch
   * @param inFlight most batches under way
   * @param buffered most entries that wait before the job is slowed down
   * @param batchBytes most bytes in a batch
   * @param waitMillis how long an entry waits for company
   * @param writeBytes most bytes of an entry
   * @param requestTimeoutMillis how long a batch may take with all of its tries
   */
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

  /**
   * @param store the store's name in logs and threads, such as {@code feature store}
   * @param metric beginning of the counters' names, such as {@code featureWrite}
   */
  RetryingStoreWriter(
      ElementConverter<I, Q> converter,
      WriterInitContext context,
      Limits limits,
      Collection<BufferedRequestState<Q>> state,
      String store,
      String metric) {
    super(converter, context, limits.configuration(), state);
    this.store = store;
    this.executor =
        Executors.newScheduledThreadPool(
            limits.inFlight(),
            task -> {
              Thread thread = new Thread(task, store.replace(' ', '-') + "-writer");
              thread.setDaemon(true);
              return thread;
            });
    var metrics = context.metricGroup();
    this.written = metrics.counter(metric + "s");
    this.retried = metrics.counter(metric + "Retries");
    this.refused = metrics.counter(metric + "sRefused");
  }

  /** Hands a batch to the store; whatever it kept before it threw may be sent again. */
  abstract void store(List<Q> batch);

  /** Is called with every batch that the store has taken. */
  void stored(List<Q> batch) {}

  /** Closes the store. */
  abstract void closeStore();

  @Override
  protected void submitRequestEntries(List<Q> entries, ResultHandler<Q> handler) {
    executor.execute(() -> writeBatch(entries, handler));
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a write to the {} did not end within 10 s of being interrupted", store);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeStore();
    super.close();
  }

  private void writeBatch(List<Q> entries, ResultHandler<Q> handler) {
    try {
      writeAllThatIsTaken(entries);
    } catch (StoreUnavailableException e) {
      retryLater(entries, handler, e);
      return;
    } catch (RuntimeException e) {
      handler.completeExceptionally(e);
      return;
    }
    failuresInARow.set(0);
    written.inc(entries.size());
    stored(entries);
    handler.complete();
  }

  private void writeAllThatIsTaken(List<Q> batch) {
    try {
      store(batch);
    } catch (StoreRefusedException e) {
      int half = batch.size() / 2;
      if (half > 0) {
        writeAllThatIsTaken(batch.subList(0, half));
        writeAllThatIsTaken(batch.subList(half, batch.size()));
        return;
      }
      refused.inc();
      if (!refusalLogged.getAndSet(true)) {
        LOG.warn("the {} refuses a write; further ones are only counted", store, e);
      }
    }
  }

  private void retryLater(
      List<Q> entries, ResultHandler<Q> handler, StoreUnavailableException why) {
    int failures = failuresInARow.incrementAndGet();
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
    if (failures == 1) {
      LOG.warn("the {} is away, {} writes wait and are tried again", store, entries.size(), why);
    }
    retried.inc(entries.size());
    var retry =
        executor.schedule(() -> handler.retryForEntries(entries), pause, TimeUnit.MILLISECONDS);
    if (retry.isCancelled()) {
      LOG.info("the writer closed while the {} was away; the checkpoint has its writes", store);
    }
  }
}
