package com.ytempire.ml.generation.call;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.generation.call.CallLedger.Claim;
import com.ytempire.ml.generation.call.CallLedger.Kept;
import com.ytempire.ml.generation.call.CallLedger.Standing;
import com.ytempire.ml.generation.cost.Budgets;
import com.ytempire.ml.generation.cost.CostLedger;
import com.ytempire.ml.generation.provider.Made;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who make one kind of artefact, in the order in which they are asked. A call is made once
 * for its key, in whatever process, and what was made is kept; those who ask for it meanwhile wait.
 *
 * <p>Once a call may have been charged, only providers that cost nothing are asked for it any more:
 * also after its process has died in the middle of it, because nobody knows then what the provider
 * did. Safe to share; calls block.
 *
 * @param <Q> what is asked for
 * @param <A> what is made
 */
public final class Providers<Q, A> {
  /** Of the time of a call, those who charge may use so much: the rest is for who does not. */
  private static final double SHARE_OF_PAID = 0.7;

  /** A process that dies is noticed so much later than its call would have ended. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

  private final String kind;
  private final List<Line<Q, A>> lines;
  private final Codec<A> codec;
  private final CallLedger calls;
  private final Setting setting;
  private final Map<String, CompletableFuture<Generated<A>>> flights = new ConcurrentHashMap<>();
  private final AtomicInteger following = new AtomicInteger();

  /**
   * What calls of every kind share.
   *
   * @param owner a name that no other process has
   * @param costs what was charged
   * @param budgets most that may be
   * @param listener hears of every turn, on the thread of the call; must not block
   */
  public record Setting(
      String owner,
      CostLedger costs,
      Budgets budgets,
      Timekeeper time,
      Clock clock,
      RandomGenerator random,
      Consumer<Attempt> listener) {}

  /**
   * @param kind what is made, such as {@code script}
   * @param lines in order; at least one
   */
  public Providers(
      String kind, List<Line<Q, A>> lines, Codec<A> codec, CallLedger calls, Setting setting) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("nobody makes a " + kind);
    }
    this.kind = kind;
    this.lines = List.copyOf(lines);
    this.codec = codec;
    this.calls = calls;
    this.setting = setting;
  }

  /**
   * Has it made, or finds what was made for the same key.
   *
   * @throws GenerationException when nobody makes it in time
   * @throws com.ytempire.ml.core.store.StoreUnavailableException when it cannot be recorded: then
   *     nobody who charges was asked since
   */
  public Generated<A> make(Q request, Ticket ticket)
      throws GenerationException, InterruptedException {
    var mine = new CompletableFuture<Generated<A>>();
    CompletableFuture<Generated<A>> running = flights.putIfAbsent(ticket.key(), mine);
    if (running != null) {
      return follow(running, ticket);
    }
    try {
      Generated<A> generated = lead(request, ticket);
      mine.complete(generated);
      return generated;
    } catch (GenerationException | InterruptedException | RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(ticket.key(), mine);
    }
  }

  /** How many wait for what others of this process have asked for. */
  public int following() {
    return following.get();
  }

  private Generated<A> follow(CompletableFuture<Generated<A>> running, Ticket ticket)
      throws GenerationException, InterruptedException {
    following.incrementAndGet();
    try {
      Generated<A> made = running.get(ticket.timeout().toNanos(), TimeUnit.NANOSECONDS);
      return new Generated<>(
          made.artefact(),
          made.provider(),
          made.model(),
          made.usage(),
          made.cost(),
          true,
          List.of());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GenerationException known) {
        throw known;
      }
      throw new GenerationException(
          "the %s was asked for at the same time, and that call failed: %s"
              .formatted(kind, e.getCause()),
          List.of());
    } catch (TimeoutException e) {
      throw elsewhere();
    } finally {
      following.decrementAndGet();
    }
  }

  private GenerationException elsewhere() {
    return new GenerationException(
        "the %s is being made by another call with the same key".formatted(kind), List.of());
  }

  private Generated<A> lead(Q request, Ticket ticket)
      throws GenerationException, InterruptedException {
    long start = setting.time().nanos();
    long until = start + ticket.timeout().toNanos();
    Duration lease = ticket.timeout().plus(GRACE);
    Claim claim = calls.claim(ticket.key(), kind, setting.owner(), lease);
    while (claim.standing() == Standing.ELSEWHERE) {
      if (setting.time().nanos() + LOOK_EVERY.toNanos() >= until) {
        throw elsewhere();
      }
      setting.time().pause(LOOK_EVERY);
      claim = calls.claim(ticket.key(), kind, setting.owner(), lease);
    }
    if (claim.kept().isPresent()) {
      return repeated(claim.kept().get());
    }
    boolean isKept = false;
    try {
      Generated<A> generated = inOrder(request, ticket, start, until);
      isKept = keep(generated, ticket);
      return generated;
    } finally {
      if (!isKept) {
        release(ticket);
      }
    }
  }

  /** Keeps what was made. It is handed out also where that fails: it has been paid for. */
  private boolean keep(Generated<A> generated, Ticket ticket) {
    var made =
        new Kept(
            codec.write(generated.artefact()),
            generated.provider(),
            generated.model(),
            generated.usage(),
            generated.cost());
    try {
      return calls.keep(ticket.key(), setting.owner(), made);
    } catch (StoreUnavailableException e) {
      LOG.atWarn()
          .addKeyValue("call", ticket.key())
          .addKeyValue("reason", e.getMessage())
          .log("what was made cannot be kept; a repeated call is made by who costs nothing");
      return false;
    }
  }

  private void release(Ticket ticket) {
    try {
      calls.release(ticket.key(), setting.owner());
    } catch (StoreUnavailableException e) {
      LOG.atWarn()
          .addKeyValue("call", ticket.key())
          .log("the call is not given up; its lease ends");
    }
  }

  private Generated<A> repeated(Kept kept) throws GenerationException {
    try {
      return new Generated<>(
          codec.read(kept.artefact()),
          kept.provider(),
          kept.model(),
          kept.usage(),
          kept.cost(),
          true,
          List.of());
    } catch (IOException e) {
      throw new GenerationException(
          "the %s was made before, and what is kept of it cannot be read: %s"
              .formatted(kind, e.getMessage()),
          List.of());
    }
  }

  private Generated<A> inOrder(Q request, Ticket ticket, long start, long until)
      throws GenerationException, InterruptedException {
    var tools =
        new Turn.Tools(
            setting.costs(), setting.budgets(), setting.time(), setting.clock(), setting.random());
    long paidUntil = start + (long) ((until - start) * SHARE_OF_PAID);
    boolean isSpent = setting.costs().mayHaveBeenCharged(ticket.key());
    List<Attempt> attempts = new ArrayList<>();
    for (Line<Q, A> line : lines) {
      boolean isFree = line.provider().isFree();
      if (isSpent && !isFree) {
        attempts.add(told(passedOver(line)));
        continue;
      }
      var turn = new Turn<>(line, tools, kind, ticket, isFree ? until : paidUntil);
      attempts.add(told(turn.take(request)));
      isSpent |= turn.mayBeCharged();
      if (turn.made().isPresent()) {
        return generated(line, turn.made().get(), attempts);
      }
    }
    throw GenerationException.of(kind, attempts);
  }

  private Attempt passedOver(Line<Q, A> line) {
    return new Attempt(
        kind,
        line.provider().name(),
        Attempt.Result.PASSED_OVER,
        null,
        "the call may have been charged already",
        Duration.ZERO,
        BigDecimal.ZERO);
  }

  private Attempt told(Attempt attempt) {
    setting.listener().accept(attempt);
    return attempt;
  }

  private Generated<A> generated(Line<Q, A> line, Made<A> made, List<Attempt> attempts) {
    BigDecimal cost = attempts.stream().map(Attempt::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Generated<>(
        made.artefact(), line.provider().name(), made.model(), made.usage(), cost, false, attempts);
  }
}
