package com.ytempire.ml.drift.config;

import java.io.Serializable;

/**
 * How often what has not changed may raise an alarm.
 *
 * @param falseAlarmsPerDay expected of one version and slice, at most; above 0
 * @param falseDiscoveryRate expected share of the columns that an alarm names without reason, above
 *     0 and below 1
 */
public record AlarmRules(double falseAlarmsPerDay, double falseDiscoveryRate)
    implements Serializable {
  /** One false alarm in 50 days; one in twenty named columns. */
  public static final AlarmRules DEFAULT = new AlarmRules(0.02, 0.05);

  /** A window is an alarm at this significance at most, however few windows a day has. */
  public static final double MOST_SIGNIFICANCE = 0.05;

  public AlarmRules {
    if (!(falseAlarmsPerDay > 0) || !(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
      throw new IllegalArgumentException(
          "false_alarms_per_day %s, false_discovery_rate %s; expected more than 0, and 0 to 1"
              .formatted(falseAlarmsPerDay, falseDiscoveryRate));
    }
  }
}
