package com.ytempire.ml.api.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.model.DecisionEntry;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.DecisionOutbox.Notice;
import com.ytempire.ml.core.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook every decision at least once, in the order of decisions unless one fails, on a
 * thread of its own. A failed one is tried again after 1 s, 2 s, 4 s and so on, at most 5 minutes
 * apart, for {@link DecisionOutbox#GIVEN_UP_AFTER}. Of several processes one takes each decision;
 * where it dies with it, another takes it after {@link #LEASE}.
 */
final class WebhookDelivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

  /** Longer than a batch whose every document takes its whole time. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final int BATCH = 8;
  private static final long LONGEST_PAUSE_SECONDS = 300;

  private final DecisionOutbox outbox;
  private final Webhook webhook;
  private final ObjectMapper mapper;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "canary-webhook");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param every time between two looks at what is to be told
   */
  WebhookDelivery(DecisionOutbox outbox, Webhook webhook, ObjectMapper mapper, Duration every) {
    this.outbox = outbox;
    this.webhook = webhook;
    this.mapper = mapper;
    var unused =
        thread.scheduleWithFixedDelay(
            this::deliver, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void deliver() {
    try {
      for (Notice notice : outbox.take(BATCH, LEASE)) {
        deliver(notice);
      }
    } catch (StoreUnavailableException e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the webhook must wait");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("telling the webhook failed; it is tried again", e);
    }
  }

  private void deliver(Notice notice) throws InterruptedException {
    try {
      webhook.send(notice.decision().id(), document(notice));
      outbox.delivered(notice.decision().id());
    } catch (IOException e) {
      Duration pause = pause(notice.attempts());
      String why = e.getClass().getSimpleName() + ": " + e.getMessage();
      LOG.atWarn()
          .addKeyValue("decision", notice.decision().id())
          .addKeyValue("attempt", notice.attempts() + 1)
          .addKeyValue("nextInSeconds", pause.toSeconds())
          .addKeyValue("reason", why)
          .log("the webhook did not take a decision");
      outbox.failed(notice.decision().id(), pause, why);
    }
  }

  private byte[] document(Notice notice) {
    try {
      return mapper.writeValueAsBytes(DecisionEntry.of(notice.decision(), mapper));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a decision cannot be written as JSON", e);
    }
  }

  /** Doubles with each attempt. */
  static Duration pause(int attemptsBefore) {
    long seconds = 1L << Math.min(attemptsBefore, 30);
    return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE_SECONDS));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
