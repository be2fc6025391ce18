package com.ytempire.ml.training.stored;

import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import com.ytempire.ml.training.example.TrainingRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks for what a model could learn from and will not have when it is asked: features from after
 * the example's time, labels from before it, groups on two sides, training labels from the time of
 * the tests. Confined to one thread.
 */
final class LeakCheck {
  private static final String REMEDY =
      "; make the set with ./ytempire training-set, which joins point in time, and change nothing"
          + " by hand";

  private final String where;
  private final Instant cut;
  private final Map<String, Side> sideByGroup = new HashMap<>();
  private long rows;

  /**
   * @param where how messages call the set
   * @param cut time that parts training from tests
   */
  LeakCheck(String where, Instant cut) {
    this.where = where;
    this.cut = cut;
  }

  /**
   * @throws DatasetException when the row leaks
   */
  void check(TrainingRow row) {
    rows++;
    Example example = row.example();
    Instant at = example.at();
    if (row.featuresEventMillis() > at.toEpochMilli()) {
      throw leak(
          example, "has a feature of %s, after it".formatted(time(row.featuresEventMillis())));
    }
    if (row.featuresKnownMillis() > at.toEpochMilli()) {
      throw leak(
          example,
          "has a feature that became known at %s, after it"
              .formatted(time(row.featuresKnownMillis())));
    }
    if (!example.labelAt().isAfter(at)) {
      throw leak(example, "has a label that was known by then, at " + example.labelAt());
    }
    if (row.side() == Side.NONE) {
      return;
    }
    Side other = sideByGroup.putIfAbsent(example.group(), row.side());
    if (other != null && other != row.side()) {
      throw leak(
          example,
          "is for %s, but others of '%s' are for %s"
              .formatted(row.side().word(), example.group(), other.word()));
    }
    boolean isTest = row.side() == Side.TEST;
    if (isTest ? at.isBefore(cut) : !example.labelAt().isBefore(cut)) {
      throw leak(
          example,
          "is for %s, but %s lies on the other side of the cut at %s"
              .formatted(row.side().word(), isTest ? at : example.labelAt(), cut));
    }
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private DatasetException leak(Example example, String what) {
    return new DatasetException(
        "label leakage in %s: row %d, %s at %s, %s%s"
            .formatted(where, rows, example.entityId(), example.at(), what, REMEDY));
  }
}
