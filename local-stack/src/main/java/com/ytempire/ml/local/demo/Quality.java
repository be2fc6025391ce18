package com.ytempire.ml.local.demo;

import java.util.List;

/**
 * How right answers were over some days, as the watch for drift measured them.
 *
 * @param days how many
 * @param videos videos whose outcome is known, of all days
 * @param accuracy share of right answers, each day weighed by its videos; NaN where none is known
 * @param error mean absolute error of the log growth, likewise
 */
record Quality(int days, long videos, double accuracy, double error) {
  static Quality of(List<WatchedDay> days) {
    long videos = 0;
    double right = 0;
    double error = 0;
    for (WatchedDay day : days) {
      if (day.judged() > 0 && Double.isFinite(day.accuracy()) && Double.isFinite(day.error())) {
        videos += day.judged();
        right += day.accuracy() * day.judged();
        error += day.error() * day.judged();
      }
    }
    return new Quality(days.size(), videos, right / videos, error / videos);
  }
}
