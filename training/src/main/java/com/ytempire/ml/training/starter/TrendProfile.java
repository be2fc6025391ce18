package com.ytempire.ml.training.starter;

import com.ytempire.ml.drift.profile.ProfileBuilder;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import com.ytempire.ml.drift.profile.ReferenceProfileWriter;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.profile.LastOfDay;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Writes what the starter model's data looked like: what it was trained on, what it answers to the
 * videos that it was calibrated by, and how well it does on those that it is judged by.
 */
final class TrendProfile {
  private TrendProfile() {}

  /**
   * @param training at least one
   * @param calibration at least one
   * @param tests at least one
   */
  static byte[] write(
      List<TrendRow> training,
      List<TrendRow> calibration,
      List<TrendRow> tests,
      TrendNetwork network) {
    List<TrendRow> rows = chosen(training);
    var builder = new ProfileBuilder(rows.size(), videos(rows), LastOfDay.SPAN);
    for (int i = 0; i < TrendInput.NAMES.size(); i++) {
      int column = i;
      builder.numbers(
          ProfileGroup.INPUTS, TrendInput.NAMES.get(i), numbers(rows, row -> row.inputs()[column]));
    }
    builder
        .numbers(
            ProfileGroup.LABELS,
            TrendOnnx.VIRAL_PROBABILITY,
            numbers(rows, row -> row.isViral() ? 1 : 0))
        .numbers(ProfileGroup.LABELS, TrendOnnx.LOG_GROWTH, numbers(rows, TrendRow::logGrowth));
    List<TrendRow> held = chosen(calibration);
    builder
        .numbers(
            ProfileGroup.PREDICTIONS,
            TrendOnnx.VIRAL_PROBABILITY,
            numbers(held, row -> network.answer(row.inputs()).viralProbability()),
            videos(held))
        .numbers(
            ProfileGroup.PREDICTIONS,
            TrendOnnx.LOG_GROWTH,
            numbers(held, row -> network.answer(row.inputs()).logGrowth()),
            videos(held));
    List<TrendRow> judged = chosen(tests);
    builder
        .figure(
            ReferenceProfile.ACCURACY,
            figure(
                judged,
                row ->
                    network.answer(row.inputs()).viralProbability() >= 0.5 == row.isViral()
                        ? 1
                        : 0))
        .figure(
            ReferenceProfile.LOG_GROWTH_ERROR,
            figure(
                judged,
                row -> Math.abs(network.answer(row.inputs()).logGrowth() - row.logGrowth())));
    return ReferenceProfileWriter.write(builder.build());
  }

  private static Figure figure(List<TrendRow> rows, ToDoubleFunction<TrendRow> number) {
    double[] numbers = numbers(rows, number);
    double mean = Arrays.stream(numbers).sum() / numbers.length;
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    return new Figure(mean, Math.sqrt(squares / numbers.length), videos(rows));
  }

  private static double[] numbers(List<TrendRow> rows, ToDoubleFunction<TrendRow> number) {
    return rows.stream().mapToDouble(number).toArray();
  }

  private static List<TrendRow> chosen(List<TrendRow> rows) {
    return Arrays.stream(LastOfDay.of(rows, TrendRow::at, TrendRow::videoId))
        .mapToObj(rows::get)
        .toList();
  }

  private static long videos(List<TrendRow> rows) {
    return rows.stream().map(TrendRow::videoId).distinct().count();
  }
}
