package com.ytempire.ml.local.drift;

import com.ytempire.ml.core.store.memory.InMemoryRetrainings;
import com.ytempire.ml.core.store.memory.InMemoryTrainingJobs;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.SliceKind;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.detect.SampleColumn;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.period.PeriodDrift;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.report.DriftReportPage;
import com.ytempire.ml.drift.report.DriftReports;
import com.ytempire.ml.drift.report.ReportScope;
import com.ytempire.ml.drift.store.InMemoryVerdicts;
import com.ytempire.ml.local.features.TextTable;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares the windows of a stored period with a profile: what was read, and what came of it. */
public final class CheckPeriod {
  private CheckPeriod() {}

  /**
   * The verdicts on all windows.
   *
   * @param name what events call the model
   * @param version what they call its version
   */
  public static List<DriftEvent> verdicts(
      PeriodRows rows, DriftConfig config, ReferenceProfile profile, String name, String version) {
    // What the profile does not know is no news in each window; the model does not read it.
    List<Integer> places = new ArrayList<>();
    List<SampleColumn> inputs = new ArrayList<>();
    for (int i = 0; i < rows.features().size(); i++) {
      if (profile.column(ProfileGroup.INPUTS, rows.features().get(i)).isPresent()) {
        places.add(i);
        inputs.add(new SampleColumn(Role.INPUT, rows.features().get(i)));
      }
    }
    List<SampleColumn> labels =
        rows.heads().stream()
            .map(Head::word)
            .map(word -> new SampleColumn(Role.LABEL, word))
            .toList();
    var read = new PeriodDrift(config, Family.PREDICTIONS, inputs);
    var happened = new PeriodDrift(config, Family.OUTCOMES, labels);
    for (Example example : rows.examples()) {
      float[] values = new float[places.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = example.features()[places.get(i)];
      }
      for (String slice : slices(example, config)) {
        read.add(slice, example.group(), example.at(), values);
        happened.add(slice, example.group(), example.at(), example.labels());
      }
    }
    List<DriftEvent> events = new ArrayList<>(read.judge(name, version, profile));
    events.addAll(happened.judge(name, version, profile));
    return events;
  }

  private static List<String> slices(Example example, DriftConfig config) {
    List<String> slices = new ArrayList<>();
    slices.add(DriftEvent.ALL);
    for (SliceKind kind : config.slices()) {
      String value = example.slices().get(kind.word());
      if (value != null) {
        slices.add(kind.word() + "=" + value);
      }
    }
    return slices;
  }

  /** The report on the windows of all videos together, as a page. */
  public static String report(List<DriftEvent> events) {
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    for (DriftEvent event : events) {
      from = event.windowStart().isBefore(from) ? event.windowStart() : from;
      to = event.windowEnd().isAfter(to) ? event.windowEnd() : to;
    }
    if (events.isEmpty()) {
      throw new ServerException("there is no video in this period that a report could be of");
    }
    var verdicts = new InMemoryVerdicts();
    verdicts.save(events);
    var scope = new ReportScope(events.get(0).model(), Optional.empty(), DriftEvent.ALL, from, to);
    var clock = Clock.fixed(to, ZoneOffset.UTC);
    var none = new InMemoryRetrainings(new InMemoryTrainingJobs(clock), clock);
    return DriftReportPage.write(new DriftReports(verdicts, none).of(scope));
  }

  /** Prints how many windows there were, and a line for each column that has drifted somewhere. */
  public static void print(List<DriftEvent> events, PrintWriter out) {
    Map<String, List<DriftEvent>> drifted = new LinkedHashMap<>();
    var windows = new TreeSet<String>();
    var alarms = new TreeSet<String>();
    var judged = new TreeSet<String>();
    for (DriftEvent event : events) {
      String window =
          "%s %s %s %s"
              .formatted(event.slice(), event.window(), event.windowStart(), event.windowEnd());
      windows.add(window);
      if (event.windowVerdict() == DriftVerdict.DRIFT) {
        alarms.add(window);
      }
      if (event.verdict() == DriftVerdict.STABLE || event.verdict() == DriftVerdict.DRIFT) {
        judged.add(window);
      }
      if (event.verdict() == DriftVerdict.DRIFT) {
        drifted
            .computeIfAbsent(
                event.slice() + " " + event.kind().word() + " " + event.feature(),
                any -> new ArrayList<>())
            .add(event);
      }
    }
    out.println(
        "%d windows, %d of them with enough videos, %d with drift"
            .formatted(windows.size(), judged.size(), alarms.size()));
    if (!drifted.isEmpty()) {
      print(drifted, out);
    }
  }

  private static void print(Map<String, List<DriftEvent>> drifted, PrintWriter out) {
    var table =
        new TextTable(
            "slice", "kind", "column", "windows", "from", "most", "p", "was", "is", "change");
    drifted.values().stream()
        .sorted((one, other) -> Double.compare(most(other).statistic(), most(one).statistic()))
        .forEach(
            all -> {
              DriftEvent most = most(all);
              table.row(
                  most.slice(),
                  most.kind().word(),
                  most.feature(),
                  Integer.toString(all.size()),
                  all.stream()
                      .map(DriftEvent::windowStart)
                      .sorted()
                      .findFirst()
                      .orElseThrow()
                      .toString(),
                  "%s %.3f".formatted(most.test(), most.statistic()),
                  String.format(Locale.ROOT, "%.2g", most.corrected()),
                  String.format(Locale.ROOT, "%.4g", most.reference()),
                  String.format(Locale.ROOT, "%.4g", most.current()),
                  all.get(all.size() - 1).shape().word());
            });
    table.print(out);
  }

  private static DriftEvent most(List<DriftEvent> events) {
    DriftEvent most = events.get(0);
    for (DriftEvent event : events) {
      most = event.statistic() > most.statistic() ? event : most;
    }
    return most;
  }
}
