package com.ytempire.ml.local.outage;

import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.local.outage.Heard.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls every operation all the time, with some callers each, and remembers every answer. A caller
 * pauses between an answer and its next call, so that there are always about as many calls.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int CALLERS = 2;
  private static final Duration PAUSE = Duration.ofMillis(60);
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** So many whole answers of an operation in a row: it is back. */
  private static final int IN_A_ROW = 5;

  private final ServiceClient client;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService callers =
      Executors.newScheduledThreadPool(CALLERS * Call.values().length);
  private volatile Phase phase;

  SteadyLoad(ServiceClient client, String firstPhase) {
    this.client = client;
    this.phase = new Phase(firstPhase, System.nanoTime());
    for (Call call : Call.values()) {
      for (int i = 0; i < CALLERS; i++) {
        var unused =
            callers.scheduleWithFixedDelay(
                () -> call(call),
                i * PAUSE.toMillis() / CALLERS,
                PAUSE.toMillis(),
                TimeUnit.MILLISECONDS);
      }
    }
  }

  private void call(Call call) {
    Phase begunIn = phase;
    int number = numbers.incrementAndGet();
    Answer answer = null;
    Throwable failure = null;
    long begun = System.nanoTime();
    try {
      answer = call.send(client, number);
    } catch (RuntimeException e) {
      failure = e;
    }
    heard.add(new Heard(begunIn, call, number, answer, failure, begun, System.nanoTime()));
  }

  /** Begins the next phase: calls from now on belong to it. */
  Phase enter(String name) {
    var next = new Phase(name, System.nanoTime());
    phase = next;
    return next;
  }

  /** What was heard of the calls of a phase until now, in order of the answers. */
  List<Heard> of(Phase asked) {
    return heard.stream().filter(each -> each.phase().equals(asked)).toList();
  }

  /** All that was heard. */
  List<Heard> all() {
    return List.copyOf(heard);
  }

  private List<Heard> of(Phase asked, Call call) {
    return of(asked).stream().filter(each -> each.call() == call).toList();
  }

  /** Waits until every operation was answered so often in a phase. */
  void awaitAnswers(Phase asked, int times) {
    for (Call call : Call.values()) {
      await()
          .atMost(BOUND)
          .alias(times + " answers of " + call + " in " + asked.name())
          .until(() -> of(asked, call).size() >= times);
    }
  }

  /** Waits until readiness says in a phase that a server is away. */
  void awaitNotReady(Phase asked, String server) {
    await()
        .atMost(BOUND)
        .alias("readiness names " + server)
        .until(
            () ->
                of(asked, Call.READY).stream()
                    .anyMatch(each -> namesAsDown(each.answer(), server)));
  }

  static boolean namesAsDown(@Nullable Answer ready, String server) {
    return ready != null
        && ready.json().at("/dependencies/" + server).asText().equals("down")
        && ready.json().path("degraded").toString().contains('"' + server + '"');
  }

  /** Waits until every operation's latest answers in a phase lack nothing. */
  void awaitWhole(Phase asked) {
    for (Call call : Call.values()) {
      await().atMost(BOUND).alias(call + " is whole again").until(() -> isBack(asked, call));
    }
  }

  private boolean isBack(Phase asked, Call call) {
    List<Heard> answers = of(asked, call);
    return answers.size() >= IN_A_ROW
        && answers.subList(answers.size() - IN_A_ROW, answers.size()).stream()
            .allMatch(Heard::isWhole);
  }

  /** Makes no more calls, and waits for the answers of those that were made. */
  @Override
  public void close() {
    callers.shutdown();
    try {
      if (!callers.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("a call has no answer after " + BOUND);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
