package com.ytempire.ml.local.run;

import com.ytempire.ml.jobs.features.JobCounters;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Shows the counts on the console, once for each change. Confined to one thread. */
final class CountsLine {
  private final PrintWriter console;
  private String lastFeatures = "";
  private String lastInference = "";

  CountsLine(PrintWriter console) {
    this.console = console;
  }

  void show(Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return;
    }
    long values =
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith(JobCounters.FEATURE_PREFIX))
            .mapToLong(Map.Entry::getValue)
            .sum();
    String line =
        String.format(
            Locale.ROOT,
            "  %-10s %,d events and %,d signals in, %,d values out; %,d duplicates, %,d late, %,d"
                + " dead-lettered",
            "features",
            of(counts, JobCounters.EVENTS_IN),
            of(counts, JobCounters.SIGNALS_IN),
            values,
            of(counts, JobCounters.DUPLICATES),
            of(counts, JobCounters.LATE),
            of(counts, JobCounters.DEAD_LETTERED));
    if (!line.equals(lastFeatures)) {
      print(line);
      lastFeatures = line;
    }
  }

  void show(InferenceCounts counts) {
    String line = counts.line();
    if (!counts.isEmpty() && !line.equals(lastInference)) {
      print(line);
      lastInference = line;
    }
  }

  private void print(String line) {
    console.println(line);
    console.flush();
  }

  private static long of(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }
}
