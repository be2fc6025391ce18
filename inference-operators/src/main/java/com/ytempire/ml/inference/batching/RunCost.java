package com.ytempire.ml.inference.batching;

/**
 * Learns what a run costs whatever is in it, in units of its members' length: the hand-over between
 * threads, and {@code a ÷ b} of the line {@code nanoseconds = a + b × units} through the latest
 * runs, by least squares in which each run weighs a little more than the one before.
 *
 * <p>It decides how much padding a larger batch is worth, and networks differ in it: on one CPU
 * core all-MiniLM-L6-v2 costs as much per run as about 13 tokens in 32-bit floats, and as 3 in 8
 * bits. Not safe to share: the queue's lock guards it.
 */
final class RunCost {
  /** What is assumed before there is anything to learn from. */
  static final double FIRST = 13;

  /** Where the length hardly matters, as on an accelerator; more would change no choice. */
  static final double MOST = 64;

  /** Weight of a run beside the one after it; about the latest 200 count. */
  private static final double MEMORY = 0.995;

  /**
   * What a run costs beside its computation: taking the batch, waking threads, completing results.
   * It is what counts with networks that take microseconds.
   */
  private static final double HANDOVER_NANOS = 20_000;

  private static final double ENOUGH_RUNS = 15.5;

  /** Least squared deviation of the units, by their squared mean, that tells a line's slope. */
  private static final double ENOUGH_SPREAD = 0.02;

  private double runs;
  private double units;
  private double nanos;
  private double unitsSquared;
  private double unitsByNanos;
  private double estimate = FIRST;

  /**
   * A run is over.
   *
   * @param computed its members times the longest one's length
   * @param took nanoseconds
   */
  void ran(long computed, long took) {
    runs = MEMORY * runs + 1;
    units = MEMORY * units + computed;
    nanos = MEMORY * nanos + took;
    unitsSquared = MEMORY * unitsSquared + (double) computed * computed;
    unitsByNanos = MEMORY * unitsByNanos + (double) computed * took;
    double spread = runs * unitsSquared - units * units;
    if (runs < ENOUGH_RUNS || spread < ENOUGH_SPREAD * units * units) {
      return;
    }
    double perUnit = (runs * unitsByNanos - units * nanos) / spread;
    double perRun = (nanos - perUnit * units) / runs;
    estimate =
        perUnit <= 0 ? MOST : Math.min(MOST, (Math.max(0, perRun) + HANDOVER_NANOS) / perUnit);
  }

  /** In units of length, above 0 and up to {@link #MOST}. */
  double inUnits() {
    return estimate;
  }
}
