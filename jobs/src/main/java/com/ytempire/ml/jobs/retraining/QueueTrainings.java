package com.ytempire.ml.jobs.retraining;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each trigger and queues its training, on a thread of its own, and hands the trigger on. A
 * store that does not answer is asked again, less and less often; asking twice does no harm.
 */
final class QueueTrainings extends RichAsyncFunction<String, String> {
  private static final Logger log = LoggerFactory.getLogger(QueueTrainings.class);
  private static final long serialVersionUID = 1L;
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final RetrainingsFactory factory;
  private final RetrainingPlan plan;
  private transient RetrainingsFactory.Opened store;
  private transient ScheduledExecutorService thread;
  private transient Counter started;
  private transient Counter heldBack;
  private transient Counter refused;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  QueueTrainings(RetrainingsFactory factory, RetrainingPlan plan) {
    this.factory = factory;
    this.plan = plan;
  }

  @Override
  public void open(OpenContext context) {
    store = factory.open();
    var metrics = getRuntimeContext().getMetricGroup();
    started = metrics.counter("retrainings.started");
    heldBack = metrics.counter("retrainings.held_back");
    refused = metrics.counter("retrainings.refused");
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var made = new Thread(task, "queue-trainings");
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public void asyncInvoke(String trigger, ResultFuture<String> result) {
    thread.execute(() -> attempt(trigger, FIRST_PAUSE_MILLIS, result));
  }

  private void attempt(String trigger, long pauseMillis, ResultFuture<String> result) {
    try {
      raise(RetrainingTriggerJson.read(trigger));
      result.complete(List.of(trigger));
    } catch (StoreUnavailableException e) {
      log.warn("a retraining trigger waits: {}", e.getMessage());
      long next = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
      var unused =
          thread.schedule(() -> attempt(trigger, next, result), pauseMillis, TimeUnit.MILLISECONDS);
    } catch (IOException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void raise(RetrainingTrigger trigger) {
    try {
      Retraining retraining =
          store
              .retrainings()
              .raise(trigger, plan.job(trigger, Instant.now()), plan.rules().cooldown());
      boolean isStarted = retraining.state() == Retraining.State.STARTED;
      (isStarted ? started : heldBack).inc();
      log.info(
          "retraining of {} triggered, {}: {} {}",
          trigger.model(),
          retraining.state().word(),
          trigger.reason(),
          retraining.note());
    } catch (StoreRefusedException e) {
      // It stays refused however often it is asked; the topic has it still.
      refused.inc();
      log.error("retraining trigger {} was refused by the store", trigger.id(), e);
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
    if (store != null) {
      store.close();
    }
  }
}
