package com.ytempire.ml.generation.cost;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Most that may be spent, in US dollars; null where there is no bound. What was begun counts with
 * its estimated cost until it is known.
 *
 * @param perCall {@code per_call}: for one artefact
 * @param perVideo {@code per_video}: for all of a video
 * @param perKeyAndDay {@code per_key_and_day}: of one caller, in 24 hours
 * @param perChannelAndDay {@code per_channel_and_day}: of one channel, in 24 hours
 * @param perHour {@code per_hour}: of everybody, in an hour
 */
public record Budgets(
    @Nullable BigDecimal perCall,
    @Nullable BigDecimal perVideo,
    @Nullable BigDecimal perKeyAndDay,
    @Nullable BigDecimal perChannelAndDay,
    @Nullable BigDecimal perHour) {
  /** No bounds. */
  public static final Budgets NONE = new Budgets(null, null, null, null, null);

  /**
   * What has been spent of what a charge counts towards.
   *
   * @param video for its video; zero where it has none
   * @param key of its caller in the last 24 hours
   * @param channel of its channel in the last 24 hours
   * @param hour of everybody in the last hour
   */
  public record Spent(BigDecimal video, BigDecimal key, BigDecimal channel, BigDecimal hour) {
    /** Nothing yet. */
    public static final Spent NOTHING =
        new Spent(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /**
   * What speaks against a charge.
   *
   * @return the budget that it would break, for people; empty where it fits
   */
  public Optional<String> objection(Charge charge, Spent spent) {
    return Optional.ofNullable(objectionOrNull(charge, spent));
  }

  private @Nullable String objectionOrNull(Charge charge, Spent spent) {
    BigDecimal cost = charge.cost();
    String objection = over("per_call", perCall, BigDecimal.ZERO, cost);
    if (objection == null && charge.payer().video() != null) {
      objection = over("per_video", perVideo, spent.video, cost);
    }
    if (objection == null && charge.payer().key() != null) {
      objection = over("per_key_and_day", perKeyAndDay, spent.key, cost);
    }
    if (objection == null && charge.payer().channel() != null) {
      objection = over("per_channel_and_day", perChannelAndDay, spent.channel, cost);
    }
    return objection == null ? over("per_hour", perHour, spent.hour, cost) : objection;
  }

  private static @Nullable String over(
      String name, @Nullable BigDecimal most, BigDecimal spent, BigDecimal cost) {
    return most == null || spent.add(cost).compareTo(most) <= 0
        ? null
        : "budget %s of $%s: $%s are spent, and this would cost $%s"
            .formatted(name, most.toPlainString(), spent.toPlainString(), cost.toPlainString());
  }
}
