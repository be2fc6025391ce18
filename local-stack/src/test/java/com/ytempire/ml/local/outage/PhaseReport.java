package com.ytempire.ml.local.outage;

import com.ytempire.ml.local.outage.Heard.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One line of a phase for people: how many answers, which, the slowest, and until when. */
final class PhaseReport {
  static final String HEAD =
      String.format("%-24s %7s %-34s %-24s %s", "phase", "answers", "statuses", "slowest", "whole");

  private PhaseReport() {}

  static String line(Phase phase, List<Heard> heard) {
    Map<Integer, Long> statuses =
        heard.stream()
            .collect(Collectors.groupingBy(Heard::status, TreeMap::new, Collectors.counting()));
    String slowest =
        heard.stream()
            .max(Comparator.comparing(Heard::took))
            .map(each -> each.took().toMillis() + " ms " + each.call())
            .orElse("");
    return String.format(
        "%-24s %7d %-34s %-24s %s",
        phase.name(), heard.size(), statuses, slowest, whole(phase, heard));
  }

  /** When the last answer came that lacked something. */
  private static String whole(Phase phase, List<Heard> heard) {
    List<Heard> lacking = heard.stream().filter(each -> !each.isWhole()).toList();
    if (lacking.isEmpty()) {
      return "all";
    }
    long last = lacking.stream().mapToLong(Heard::endedNanos).max().orElseThrow();
    return String.format(
        "after %.1f s, %d less than whole", (last - phase.begunNanos()) / 1e9, lacking.size());
  }
}
