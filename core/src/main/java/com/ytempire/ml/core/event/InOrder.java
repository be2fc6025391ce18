package com.ytempire.ml.core.event;

import java.nio.charset.StandardCharsets;

/**
 * A producer's word that it sends the records of each series in order of event time, given record
 * by record.
 *
 * <p>A record normally waits in the jobs until event time has passed it, because an earlier one may
 * still be on its way. One that carries the header {@value #HEADER} need not wait: it is taken as
 * soon as it arrives, after those of its series that wait with an earlier time. It says nothing
 * about the records of other producers and does not move their event time: its own time, and the
 * heartbeats that carry the header too, count only on a partition where no other producer is.
 *
 * <p>What the producer sends out of order all the same is late for its series, as ever.
 */
public final class InOrder {
  /** Name of the record header. Its value is ignored. */
  public static final String HEADER = "ytempire-in-order";

  private static final byte[] VALUE = "1".getBytes(StandardCharsets.US_ASCII);

  private InOrder() {}

  /** A value for the header. */
  public static byte[] value() {
    return VALUE.clone();
  }
}
