package com.ytempire.ml.alerts.store;

import com.ytempire.ml.alerts.notice.Notification;
import java.util.List;

/**
 * What an evaluation came to.
 *
 * @param kept alerts as they now stand
 * @param gone fingerprints of alerts of which nothing is kept any more
 * @param told what is to be told, in order
 * @param checks what the rules' metrics showed; rules that are not among them are forgotten
 */
public record Changes(
    List<StoredAlert> kept, List<String> gone, List<Notification> told, List<RuleCheck> checks) {
  public Changes {
    kept = List.copyOf(kept);
    gone = List.copyOf(gone);
    told = List.copyOf(told);
    checks = List.copyOf(checks);
  }
}
