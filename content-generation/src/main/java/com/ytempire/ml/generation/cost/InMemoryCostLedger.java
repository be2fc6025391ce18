package com.ytempire.ml.generation.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ledger that lasts as long as its process. */
public final class InMemoryCostLedger implements CostLedger {
  private final Map<UUID, Entry> entries = new LinkedHashMap<>();

  private record Entry(Charge charge, ChargeState state, BigDecimal cost) {}

  @Override
  public synchronized Optional<String> begin(Charge charge, Budgets budgets) {
    Payer payer = charge.payer();
    Instant dayAgo = charge.at().minus(Duration.ofDays(1));
    var spent =
        new Budgets.Spent(
            sum(one -> isSame(one.payer().video(), payer.video())),
            sum(one -> isSame(one.payer().key(), payer.key()) && one.at().isAfter(dayAgo)),
            sum(one -> isSame(one.payer().channel(), payer.channel()) && one.at().isAfter(dayAgo)),
            sum(one -> one.at().isAfter(charge.at().minus(Duration.ofHours(1)))));
    Optional<String> objection = budgets.objection(charge, spent);
    if (objection.isEmpty()) {
      entries.put(charge.id(), new Entry(charge, ChargeState.BEGUN, charge.cost()));
    }
    return objection;
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  private BigDecimal sum(Predicate<Charge> counted) {
    return entries.values().stream()
        .filter(entry -> entry.state.counts() && counted.test(entry.charge))
        .map(Entry::cost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Override
  public synchronized void end(UUID charge, ChargeState state, BigDecimal cost) {
    entries.computeIfPresent(
        charge,
        (id, entry) ->
            entry.state == ChargeState.BEGUN ? new Entry(entry.charge, state, cost) : entry);
  }

  @Override
  public synchronized boolean mayHaveBeenCharged(String callKey) {
    return entries.values().stream()
        .anyMatch(entry -> entry.state.counts() && entry.charge.callKey().equals(callKey));
  }

  @Override
  public synchronized BigDecimal ofVideo(String video) {
    return sum(charge -> isSame(charge.payer().video(), video));
  }

  @Override
  public synchronized BigDecimal since(Instant time) {
    return sum(charge -> !charge.at().isBefore(time));
  }
}
