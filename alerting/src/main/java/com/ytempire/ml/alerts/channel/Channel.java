package com.ytempire.ml.alerts.channel;

import com.ytempire.ml.alerts.notice.Notification;
import com.ytempire.ml.alerts.rule.ChannelKind;

/** One way to tell people. Safe to share between threads; calls block. */
public interface Channel {
  ChannelKind kind();

  /**
   * Tells it. A notification that is sent twice has the same id both times.
   *
   * @throws DeliveryException when it did not arrive, or it is not known whether it did
   * @throws InterruptedException when the thread is to end
   */
  void send(Notification notification) throws DeliveryException, InterruptedException;
}
