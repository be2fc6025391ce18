package com.ytempire.ml.inference.batching;

/**
 * Learns how many requests are usually on their way at the same time, which tells whether it is
 * worth to hold one back for company: most callers ask again as soon as they are answered, so those
 * who were here a moment ago and are not waiting will soon be. A caller who is alone is never held
 * back, but for the one time that teaches it.
 *
 * <p>Grows at once with what is seen, falls at once when a wait was in vain, and is renewed every
 * few batches. Not safe to share: the queue's lock guards it.
 */
final class CompanyEstimate {
  /** Batches after which older sights are forgotten; short beside a change in the load. */
  private static final int WINDOW = 16;

  private int expected;
  private int peak;
  private int batches;

  /**
   * @param first what to expect before anything was seen
   */
  CompanyEstimate(int first) {
    this.expected = first;
  }

  /** How many requests, waiting and running ones together, are to be expected. */
  int expected() {
    return expected;
  }

  /** A request came; so many are on their way now, itself included. */
  void arrived(int outstanding) {
    peak = Math.max(peak, outstanding);
    expected = Math.max(expected, outstanding);
  }

  /** A batch left because company came, or was not waited for. */
  void left(int outstanding) {
    batches++;
    if (batches == WINDOW) {
      expected = peak;
      restart(outstanding);
    }
  }

  /** A batch left because its time was up; the expected company had not come. */
  void leftInVain(int outstanding) {
    expected = outstanding;
    restart(outstanding);
  }

  private void restart(int outstanding) {
    peak = outstanding;
    batches = 0;
  }
}
