package com.ytempire.ml.alerts.state;

import com.ytempire.ml.alerts.rule.AlertRule;
import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.rule.Escalation;
import com.ytempire.ml.alerts.rule.Timing;
import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.alerts.state.Step.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of one rule's alerts. Safe to share where the supplier is.
 *
 * <ul>
 *   <li>A condition that holds makes an alert pending, and firing once it has held {@code for} so
 *       long without being seen not to.
 *   <li>A firing alert is resolved once its condition has been seen not to hold, or not to have
 *       data, for {@code resolve_after}. Each time that it holds in between, that time begins anew:
 *       a metric that flaps makes one alert, told once when it fires and once when it is over.
 *   <li>While nothing is known, nothing changes. After nobody looked for longer than the gap, the
 *       times of both begin anew: what happened meanwhile is not known either.
 *   <li>Whoever knows of an alert is told of its end, in silence too.
 * </ul>
 */
public final class AlertMachine {
  private final AlertRule rule;
  private final Duration gap;
  private final Supplier<UUID> ids;

  /**
   * @param gap time without a look after which it is not known what happened meanwhile
   * @param ids of incidents
   */
  public AlertMachine(AlertRule rule, Duration gap, Supplier<UUID> ids) {
    this.rule = rule;
    this.gap = gap;
    this.ids = ids;
  }

  /**
   * One look.
   *
   * @param before what was kept, or null for nothing
   * @param silent whether nobody is to be told anything new
   */
  public Step step(@Nullable AlertState before, Observation seen, Instant now, boolean silent) {
    if (seen.truth() == Truth.UNKNOWN) {
      return new Step(before, List.of());
    }
    boolean holds = seen.truth() == Truth.TRUE;
    if (before == null || before.phase() == Phase.RESOLVED) {
      return holds ? held(now, seen, now, silent) : new Step(before, List.of());
    }
    boolean missed = before.observedAt().plus(gap).isBefore(now);
    if (before.phase() == Phase.PENDING) {
      return holds
          ? held(missed ? now : before.since(), seen, now, silent)
          : new Step(null, List.of());
    }
    Incident incident = incident(before);
    return holds
        ? firing(before.since(), incident.quietSince(null), seen, now, silent)
        : quiet(before, incident, missed, seen, now);
  }

  /** The end of an alert whose rule is gone. */
  public static Step abandoned(AlertState before, Instant now) {
    return before.phase() == Phase.FIRING
        ? resolved(incident(before), before.value(), now)
        : new Step(before.phase() == Phase.PENDING ? null : before, List.of());
  }

  /** The condition has held since a time. */
  private Step held(Instant since, Observation seen, Instant now, boolean silent) {
    if (Duration.between(since, now).compareTo(rule.timing().holdFor()) < 0) {
      return new Step(new AlertState(Phase.PENDING, since, now, seen.value(), null), List.of());
    }
    return firing(now, Incident.begun(ids.get(), now), seen, now, silent);
  }

  private Step firing(
      Instant since, Incident before, Observation seen, Instant now, boolean silent) {
    List<Notice> notices = new ArrayList<>();
    Incident incident = silent ? before : tell(before, now, notices);
    return new Step(new AlertState(Phase.FIRING, since, now, seen.value(), incident), notices);
  }

  /** Tells whoever does not know yet, and reminds whoever knew too long ago. */
  private Incident tell(Incident before, Instant now, List<Notice> notices) {
    Incident incident = before;
    Set<ChannelKind> untold = EnumSet.copyOf(rule.channels());
    untold.removeAll(incident.told());
    if (!untold.isEmpty()) {
      notices.add(Notice.of(NoticeKind.FIRED, untold));
      incident = incident.toldTo(untold, now);
    }
    Escalation escalation = rule.escalation();
    if (escalation != null
        && incident.escalatedAt() == null
        && isOver(incident.firedAt(), escalation.after(), now)) {
      notices.add(Notice.of(NoticeKind.ESCALATED, escalation.channels()));
      incident = incident.toldTo(escalation.channels(), now).escalatedAt(now);
    }
    Timing timing = rule.timing();
    Instant toldAt = incident.toldAt();
    if (timing.repeatEvery() != null
        && toldAt != null
        && isOver(toldAt, timing.repeatEvery(), now)) {
      notices.add(Notice.of(NoticeKind.REMINDER, incident.told()));
      incident = incident.toldTo(incident.told(), now);
    }
    return incident;
  }

  private Step quiet(
      AlertState before, Incident incident, boolean missed, Observation seen, Instant now) {
    Instant known = incident.quietSince();
    Instant since = known == null || missed ? now : known;
    if (isOver(since, rule.timing().resolveAfter(), now)) {
      return resolved(incident.quietSince(since), seen.value(), now);
    }
    return new Step(
        new AlertState(Phase.FIRING, before.since(), now, seen.value(), incident.quietSince(since)),
        List.of());
  }

  private static Step resolved(Incident incident, String value, Instant now) {
    List<Notice> notices =
        incident.told().isEmpty()
            ? List.of()
            : List.of(Notice.of(NoticeKind.RESOLVED, incident.told()));
    return new Step(new AlertState(Phase.RESOLVED, now, now, value, incident), notices);
  }

  private static Incident incident(AlertState state) {
    Incident incident = state.incident();
    if (incident == null) {
      throw new IllegalStateException("an alert that fires has an incident");
    }
    return incident;
  }

  private static boolean isOver(Instant since, Duration length, Instant now) {
    return !since.plus(length).isAfter(now);
  }
}
