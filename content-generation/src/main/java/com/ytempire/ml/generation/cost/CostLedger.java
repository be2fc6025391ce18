package com.ytempire.ml.generation.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of what was charged. Safe to share between threads and processes; calls block, and
 * throw {@link com.ytempire.ml.core.store.StoreUnavailableException} when the store does not
 * answer: then nothing that costs may be called.
 */
public interface CostLedger {
  /**
   * Records a charge before the call is made, if the budgets allow it: whoever begins at the same
   * time is counted.
   *
   * @return the budget that speaks against it, for people; empty where it was recorded
   */
  Optional<String> begin(Charge charge, Budgets budgets);

  /**
   * Says what came of a charge that was begun; of any other nothing changes.
   *
   * @param cost what it costs or may cost; counts as nothing where it is released
   */
  void end(UUID charge, ChargeState state, BigDecimal cost);

  /** Whether a call has charges that may have to be paid. */
  boolean mayHaveBeenCharged(String callKey);

  /** What was or may have been charged for a video. */
  BigDecimal ofVideo(String video);

  /** What was or may have been charged to everybody from a time on. */
  BigDecimal since(Instant time);
}
