package com.ytempire.ml.drift.report;

import com.ytempire.ml.drift.detect.ColumnKind;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.WindowKind;
import java.util.Comparator;

/** What has one series of windows. */
record ColumnKey(String version, ColumnKind kind, String name, WindowKind window)
    implements Comparable<ColumnKey> {
  private static final Comparator<ColumnKey> ORDER =
      Comparator.comparing(ColumnKey::version)
          .thenComparing(ColumnKey::kind)
          .thenComparing(ColumnKey::name)
          .thenComparing(ColumnKey::window);

  static ColumnKey of(DriftEvent event) {
    return new ColumnKey(event.version(), event.kind(), event.feature(), event.window());
  }

  @Override
  public int compareTo(ColumnKey other) {
    return ORDER.compare(this, other);
  }
}
