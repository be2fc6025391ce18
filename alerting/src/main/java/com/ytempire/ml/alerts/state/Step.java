package com.ytempire.ml.alerts.state;

import com.ytempire.ml.alerts.rule.ChannelKind;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look came to.
 *
 * @param after what is to be kept, or null for nothing
 * @param notices who is to be told
 */
public record Step(@Nullable AlertState after, List<Notice> notices) {
  public Step {
    notices = List.copyOf(notices);
  }

  /**
   * Something to tell.
   *
   * @param kind why
   * @param channels by which ways; at least one
   */
  public record Notice(NoticeKind kind, List<ChannelKind> channels) {
    public Notice {
      channels = List.copyOf(channels);
    }

    static Notice of(NoticeKind kind, Collection<ChannelKind> channels) {
      return new Notice(kind, channels.stream().sorted().toList());
    }
  }
}
