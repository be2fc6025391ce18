package com.ytempire.ml.features.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be read off a time, in UTC. */
public enum TemporalQuantity {
  /** 0 to 23. */
  HOUR_OF_DAY(23, Input.HOUR_OF_DAY, Input.PUBLISH_HOUR_OF_DAY),
  /** 0 for Monday to 6 for Sunday. */
  DAY_OF_WEEK(6, Input.DAY_OF_WEEK, Input.PUBLISH_DAY_OF_WEEK),
  /** 1 on Saturday and Sunday, else 0. */
  IS_WEEKEND(1, Input.IS_WEEKEND, Input.PUBLISH_IS_WEEKEND);

  private final int largest;
  private final Input ofEvent;
  private final Input ofPublication;

  TemporalQuantity(int largest, Input ofEvent, Input ofPublication) {
    this.largest = largest;
    this.ofEvent = ofEvent;
    this.ofPublication = ofPublication;
  }

  /** The largest value; the smallest is 0. */
  public int largest() {
    return largest;
  }

  Input ofEvent() {
    return ofEvent;
  }

  Input ofPublication() {
    return ofPublication;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TemporalQuantity> find(String word) {
    return Arrays.stream(values()).filter(q -> q.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(TemporalQuantity::word).toList();
  }
}
