package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.rule.ChannelKind;
import java.util.Set;

/**
 * Channels that are not set up, so that what is to be told by them cannot be sent.
 *
 * @param channels which
 */
public record Unset(Set<ChannelKind> channels) {
  public Unset {
    channels = Set.copyOf(channels);
  }

  /** Why a notification of one of them is not sent. */
  public static String reason(ChannelKind channel) {
    return "not set up: set " + channel.variables();
  }
}
