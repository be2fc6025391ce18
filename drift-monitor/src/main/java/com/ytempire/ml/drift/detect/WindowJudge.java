package com.ytempire.ml.drift.detect;

import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.drift.config.ColumnRules;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.SampleColumn.Role;
import com.ytempire.ml.drift.detect.WindowSample.Family;
import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges windows of a model version against its profile. Equal windows get equal verdicts.
 *
 * <p>A window is an alarm where a column moved as far as its threshold and its probability,
 * corrected by Holm for all columns of the window, is at most the significance that the file's
 * false alarms per day allow; that holds however the columns depend on each other. Which columns
 * drifted is then said by the false discovery rate (Benjamini and Hochberg), again only of those
 * that moved far. So there are no more false alarms than stated, and fewer where thresholds ask for
 * more than significance.
 *
 * <p>Immutable, safe to share.
 */
public final class WindowJudge {
  private final DriftConfig config;
  private final RateTests rates;

  public WindowJudge(DriftConfig config) {
    this.config = config;
    this.rates = new RateTests(config.watch());
  }

  /**
   * @param sample of one version, slice and window
   * @param profile of the version; null where it has none
   */
  public WindowVerdict judge(WindowSample sample, @Nullable ReferenceProfile profile) {
    String objection = profile == null ? "the version has no profile" : profile.objection();
    List<ColumnFinding> findings = new ArrayList<>();
    ReferenceProfile reference = profile != null && objection == null ? profile : null;
    switch (sample.family()) {
      case PREDICTIONS -> predictions(sample, reference, findings);
      case OUTCOMES -> outcomes(sample, reference, findings);
    }
    return verdict(sample, findings, objection == null ? sampling(reference) : objection);
  }

  /** What limits the comparison: rows that were chosen otherwise are of another distribution. */
  private String sampling(@Nullable ReferenceProfile reference) {
    Duration pane = config.windows().pane();
    if (reference == null || reference.sampling().isZero() || reference.sampling().equals(pane)) {
      return "";
    }
    return "the profile has a row of each video per %s, windows have one per %s"
        .formatted(reference.sampling(), pane);
  }

  private void predictions(
      WindowSample sample, @Nullable ReferenceProfile profile, List<ColumnFinding> findings) {
    columns(sample, Role.INPUT, profile, ProfileGroup.INPUTS, ColumnKind.FEATURE, findings);
    if (profile != null) {
      nulls(sample, profile, findings);
    }
    columns(
        sample,
        Role.PREDICTION,
        profile,
        ProfileGroup.PREDICTIONS,
        ColumnKind.PREDICTION,
        findings);
    for (SampleColumn column : sample.columns().keySet()) {
      ColumnRules rules = config.rules(column.name());
      if (column.role() == Role.AGE && rules.enabled()) {
        findings.add(ages(sample, column, rules));
      }
    }
    var probability = new SampleColumn(Role.PREDICTION, Prediction.VIRAL_PROBABILITY);
    ColumnRules rules = config.rules(probability.name());
    if (sample.columns().containsKey(probability) && rules.enabled()) {
      double[] chances =
          Arrays.stream(sample.known(probability)).filter(p -> p >= 0 && p <= 1).toArray();
      ColumnProfile before =
          profile == null
              ? null
              : profile.column(ProfileGroup.PREDICTIONS, probability.name()).orElse(null);
      findings.add(
          rates.estimate(
              probability.name(),
              rules,
              before == null ? null : before.numbers(),
              before == null ? 0 : before.units(),
              chances,
              sample.worth(chances.length)));
    }
  }

  private ColumnFinding ages(WindowSample sample, SampleColumn column, ColumnRules rules) {
    double[] known = sample.known(column);
    return rates.ages(column.name(), rules, known, sample.worth(known.length));
  }

  private void outcomes(
      WindowSample sample, @Nullable ReferenceProfile profile, List<ColumnFinding> findings) {
    columns(sample, Role.LABEL, profile, ProfileGroup.LABELS, ColumnKind.TARGET, findings);
    for (SampleColumn column : sample.columns().keySet()) {
      ColumnRules rules = config.rules(column.name());
      if (rules.enabled()) {
        var figure = profile == null ? null : profile.performance().get(column.name());
        double[] known = sample.known(column);
        if (column.role() == Role.CORRECT) {
          findings.add(
              rates.accuracy(column.name(), rules, figure, known, sample.worth(known.length)));
        } else if (column.role() == Role.ERROR) {
          findings.add(
              rates.error(column.name(), rules, figure, known, sample.worth(known.length)));
        }
      }
    }
  }

  /** Every column that the sample has. */
  private void columns(
      WindowSample sample,
      Role role,
      @Nullable ReferenceProfile profile,
      ProfileGroup group,
      ColumnKind kind,
      List<ColumnFinding> findings) {
    for (Map.Entry<SampleColumn, double[]> column : sample.columns().entrySet()) {
      String name = column.getKey().name();
      ColumnRules rules = config.rules(name);
      if (column.getKey().role() != role || !rules.enabled()) {
        continue;
      }
      ColumnProfile before = profile == null ? null : profile.column(group, name).orElse(null);
      double[] all = column.getValue();
      int[] rows =
          IntStream.range(0, all.length).filter(i -> WindowSample.isKnown(all[i])).toArray();
      double[] known = Arrays.stream(rows).mapToDouble(i -> all[i]).toArray();
      int[] hours = Arrays.stream(rows).map(i -> sample.hours()[i]).toArray();
      int worth = sample.worth(known.length);
      findings.add(
          before == null
              ? ColumnFinding.untested(kind, name, DriftVerdict.NO_REFERENCE, rules, worth)
              : DistributionTests.compare(kind, name, rules, before, known, hours, worth));
    }
  }

  /** Every column that the reference has: one that is not there any more is missing everywhere. */
  private void nulls(WindowSample sample, ReferenceProfile profile, List<ColumnFinding> findings) {
    double[] missing = new double[sample.size()];
    Arrays.fill(missing, Double.NaN);
    profile
        .group(ProfileGroup.INPUTS)
        .forEach(
            (name, before) -> {
              ColumnRules rules = config.rules(name);
              if (rules.enabled()) {
                double[] all =
                    sample.columns().getOrDefault(new SampleColumn(Role.INPUT, name), missing);
                findings.add(
                    rates.nulls(
                        name, rules, before, profile.units(), all, sample.worth(all.length)));
              }
            });
  }

  private WindowVerdict verdict(
      WindowSample sample, List<ColumnFinding> findings, String objection) {
    int families = Family.values().length;
    double significance = config.significance(families);
    List<ColumnFinding> tested = findings.stream().filter(ColumnFinding::isCounted).toList();
    double[] p = tested.stream().mapToDouble(finding -> finding.verdict().p()).toArray();
    double[] byHolm = Corrections.holm(p);
    double[] byDiscovery = Corrections.benjaminiHochberg(p);
    boolean isAlarm = false;
    for (int i = 0; i < p.length; i++) {
      isAlarm |= tested.get(i).isFar() && byHolm[i] <= significance;
    }
    List<ColumnVerdict> columns = new ArrayList<>();
    int at = 0;
    for (ColumnFinding finding : findings) {
      if (!finding.isCounted()) {
        columns.add(
            finding.verdict().isTested()
                ? finding.verdict().judged(DriftVerdict.STABLE, 1, 1)
                : finding.verdict());
        continue;
      }
      boolean isNamed =
          isAlarm
              && finding.isFar()
              && (byHolm[at] <= significance
                  || byDiscovery[at] <= config.alarms().falseDiscoveryRate());
      columns.add(
          finding
              .verdict()
              .judged(
                  isNamed ? DriftVerdict.DRIFT : DriftVerdict.STABLE, byHolm[at], byDiscovery[at]));
      at++;
    }
    return new WindowVerdict(
        overall(isAlarm, findings),
        sample.size(),
        significance,
        config.falseAlarmsPerDay(families, 1),
        objection,
        columns);
  }

  private static DriftVerdict overall(boolean isAlarm, List<ColumnFinding> findings) {
    if (findings.stream().anyMatch(finding -> finding.verdict().isTested())) {
      return isAlarm ? DriftVerdict.DRIFT : DriftVerdict.STABLE;
    }
    return findings.stream().anyMatch(f -> f.verdict().verdict() == DriftVerdict.TOO_FEW)
        ? DriftVerdict.TOO_FEW
        : DriftVerdict.NO_REFERENCE;
  }
}
