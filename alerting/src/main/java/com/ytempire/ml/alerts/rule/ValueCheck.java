package com.ytempire.ml.alerts.rule;

import com.ytempire.ml.alerts.metric.Dimension;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.Unit;
import com.ytempire.ml.alerts.rule.ConditionParser.Problems;
import com.ytempire.ml.alerts.rule.ConditionParser.Value;
import com.ytempire.ml.core.config.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a bound fits a metric. */
record ValueCheck(Metric metric, Value value, Problems problems) {

  /** What is compared, or null after a mistake was reported. */
  @Nullable Dimension dimension() {
    List<Dimension> possible = metric.dimensions();
    if (value.unit().isEmpty()) {
      Dimension usual = possible.get(0);
      if (!usual.needsNoUnit()) {
        problems.add(
            value.offset(), "%s; a unit is missing: expected %s".formatted(what(), expectation()));
        return null;
      }
      return inRange(usual);
    }
    Optional<Unit> unit = Unit.ofWord(value.unit());
    if (unit.isEmpty()) {
      String nearest = NearestName.suggestion(value.unit(), Unit.words());
      problems.add(
          value.unitOffset(),
          "there is no unit '%s'; %s: expected %s%s"
              .formatted(value.unit(), what(), expectation(), nearest));
      return null;
    }
    Dimension given = unit.get().dimension();
    if (!possible.contains(given)) {
      problems.add(
          value.unitOffset(),
          "'%s' is the unit of %s, but %s: expected %s"
              .formatted(value.unit(), given.phrase(), what(), expectation()));
      return null;
    }
    return inRange(given);
  }

  private @Nullable Dimension inRange(Dimension dimension) {
    if (dimension != Dimension.SHARE || value.inBaseUnits() <= 1) {
      return dimension;
    }
    boolean percent = value.unit().isEmpty() && value.number() <= 100;
    problems.add(
        value.offset(),
        "%s and is never above %s%s"
            .formatted(
                what(),
                value.unit().isEmpty() ? "1" : "100%",
                percent
                    ? "; did you mean %s?".formatted(Dimension.SHARE.shown(value.number() / 100))
                    : ""));
    return null;
  }

  private String what() {
    return metric.word()
        + " is "
        + metric.dimensions().stream().map(Dimension::phrase).collect(Collectors.joining(" or "));
  }

  private String expectation() {
    return metric.dimensions().stream()
        .map(Dimension::expectation)
        .collect(Collectors.joining(", or "));
  }
}
