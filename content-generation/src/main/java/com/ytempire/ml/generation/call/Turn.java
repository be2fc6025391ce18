package com.ytempire.ml.generation.call;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.generation.cost.Budgets;
import com.ytempire.ml.generation.cost.Charge;
import com.ytempire.ml.generation.cost.ChargeState;
import com.ytempire.ml.generation.cost.CostLedger;
import com.ytempire.ml.generation.limit.Limiter;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One provider's turn: calls and pauses until it has made it, failed for good, or has no time left.
 * Confined to the thread of the call.
 */
final class Turn<Q, A> {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private final Line<Q, A> line;
  private final Tools tools;
  private final String kind;
  private final Ticket ticket;
  private final long untilNanos;
  private final long begunNanos;
  private BigDecimal cost = BigDecimal.ZERO;
  private boolean mayBeCharged;
  private @Nullable Made<A> made;

  /** What all turns share. */
  record Tools(
      CostLedger costs, Budgets budgets, Timekeeper time, Clock clock, RandomGenerator random) {}

  /**
   * @param untilNanos by the timekeeper, when it must have ended
   */
  Turn(Line<Q, A> line, Tools tools, String kind, Ticket ticket, long untilNanos) {
    this.line = line;
    this.tools = tools;
    this.kind = kind;
    this.ticket = ticket;
    this.untilNanos = untilNanos;
    this.begunNanos = tools.time().nanos();
  }

  /** What was made. */
  Optional<Made<A>> made() {
    return Optional.ofNullable(made);
  }

  /** Whether nobody who charges may be asked any more for this call. */
  boolean mayBeCharged() {
    return mayBeCharged;
  }

  /** Asks until it is clear what comes of it. */
  Attempt take(Q request) throws InterruptedException {
    Attempt last = passed("no time is left");
    for (int attempt = 0; attempt < line.rules().attempts(); attempt++) {
      if (left().isZero()) {
        return last;
      }
      last = once(request);
      Reason reason = last.reason();
      if (reason == null || !reason.isWorthRepeating()) {
        return last;
      }
      Duration pause = line.rules().backoff().pause(attempt, tools.random());
      if (attempt + 1 == line.rules().attempts() || pause.compareTo(left()) >= 0) {
        return last;
      }
      tools.time().pause(pause);
    }
    return last;
  }

  private Attempt once(Q request) throws InterruptedException {
    if (!line.breaker().tryAcquirePermission()) {
      return passed("it has failed too often and is not asked for a while");
    }
    boolean isAsked = false;
    Usage estimate = line.estimate().apply(request);
    Optional<Limiter.Permit> permit = Optional.empty();
    try {
      long tokens = estimate.inputTokens() + estimate.outputTokens();
      permit = line.limiter().reserve(tokens, left());
      if (permit.isEmpty()) {
        return passed("its limits leave no room in time");
      }
      tools.time().pause(permit.get().waiting());
      if (left().isZero()) {
        return passed("no time is left");
      }
      var charge = charge(line.price().of(estimate));
      Optional<String> objection =
          line.provider().isFree()
              ? Optional.empty()
              : tools.costs().begin(charge, tools.budgets());
      if (objection.isPresent()) {
        return passed(objection.get());
      }
      isAsked = true;
      return ask(request, charge, permit.get());
    } finally {
      permit.ifPresent(Limiter.Permit::close);
      if (!isAsked) {
        line.breaker().releasePermission();
      }
    }
  }

  private Charge charge(BigDecimal estimated) {
    return new Charge(
        UUID.randomUUID(),
        ticket.key(),
        kind,
        line.provider().name(),
        line.model(),
        ticket.payer(),
        estimated,
        tools.clock().instant());
  }

  private Attempt ask(Q request, Charge charge, Limiter.Permit permit) throws InterruptedException {
    long start = tools.time().nanos();
    Duration timeout = shorter(line.rules().timeout(), left());
    try {
      Made<A> answer = made(request, new CallTerms(callKey(), timeout));
      line.breaker().onSuccess(tools.time().nanos() - start, TimeUnit.NANOSECONDS);
      permit.used(answer.usage().inputTokens() + answer.usage().outputTokens());
      end(charge, ChargeState.SETTLED, line.price().of(answer.usage()));
      made = answer;
      return attempt(Attempt.Result.MADE, null, "");
    } catch (ProviderException e) {
      failed(e, charge, tools.time().nanos() - start);
      return attempt(Attempt.Result.FAILED, e.reason(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      // It may have done its work; nobody will know.
      line.breaker().releasePermission();
      end(charge, ChargeState.UNCERTAIN, charge.cost());
      throw e;
    }
  }

  /** A mistake of a client is no reason not to ask the next one. */
  private Made<A> made(Q request, CallTerms terms) throws ProviderException, InterruptedException {
    try {
      return line.provider().make(request, terms);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("provider", line.provider().name())
          .setCause(e)
          .log("a provider failed unexpectedly");
      throw new ProviderException(
          Reason.MALFORMED,
          "%s: unexpected %s".formatted(line.provider().name(), e.getClass().getSimpleName()),
          e);
    }
  }

  private void failed(ProviderException failure, Charge charge, long tookNanos) {
    switch (failure.reason()) {
      // Neither says that it is ill.
      case BUSY, REFUSED -> line.breaker().releasePermission();
      case AWAY, SLOW, MALFORMED ->
          line.breaker().onError(tookNanos, TimeUnit.NANOSECONDS, failure);
    }
    failure.retryAfter().ifPresent(line.limiter()::closeFor);
    if (failure.reason().mayBeCharged() && !line.provider().isFree()) {
      mayBeCharged = true;
      end(charge, ChargeState.UNCERTAIN, charge.cost());
    } else {
      end(charge, ChargeState.RELEASED, BigDecimal.ZERO);
    }
  }

  private void end(Charge charge, ChargeState state, BigDecimal charged) {
    if (line.provider().isFree()) {
      return;
    }
    cost = cost.add(charged);
    try {
      tools.costs().end(charge.id(), state, charged);
    } catch (StoreUnavailableException e) {
      // It stays begun, and so counts with its estimate.
      LOG.atWarn()
          .addKeyValue("charge", charge.id())
          .addKeyValue("state", state.word())
          .addKeyValue("cost", charged)
          .log("what became of a charge cannot be kept");
    }
  }

  /** The same for all calls of this ticket to this provider, and fit for a header. */
  private String callKey() {
    String text = ticket.key() + "|" + line.provider().name();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, untilNanos - tools.time().nanos()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Attempt passed(String why) {
    return attempt(Attempt.Result.PASSED_OVER, null, why);
  }

  private Attempt attempt(Attempt.Result result, @Nullable Reason reason, String message) {
    Duration took = Duration.ofNanos(tools.time().nanos() - begunNanos);
    return new Attempt(kind, line.provider().name(), result, reason, message, took, cost);
  }
}
