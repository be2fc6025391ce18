package com.ytempire.ml.alerts.state;

import com.ytempire.ml.alerts.rule.ChannelKind;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert from when it fires until it is resolved.
 *
 * @param id of this time that it fired
 * @param firedAt when it did
 * @param quietSince since when its condition has not held, or null while it holds
 * @param told who knows of it
 * @param toldAt when somebody was told last, or null
 * @param escalatedAt when others were told, or null
 */
public record Incident(
    UUID id,
    Instant firedAt,
    @Nullable Instant quietSince,
    Set<ChannelKind> told,
    @Nullable Instant toldAt,
    @Nullable Instant escalatedAt) {
  public Incident {
    told = Set.copyOf(told);
  }

  static Incident begun(UUID id, Instant now) {
    return new Incident(id, now, null, Set.of(), null, null);
  }

  Incident quietSince(@Nullable Instant time) {
    return new Incident(id, firedAt, time, told, toldAt, escalatedAt);
  }

  Incident toldTo(Collection<ChannelKind> channels, Instant now) {
    Set<ChannelKind> all = EnumSet.noneOf(ChannelKind.class);
    all.addAll(told);
    all.addAll(channels);
    return new Incident(id, firedAt, quietSince, all, now, escalatedAt);
  }

  Incident escalatedAt(Instant now) {
    return new Incident(id, firedAt, quietSince, told, toldAt, now);
  }
}
