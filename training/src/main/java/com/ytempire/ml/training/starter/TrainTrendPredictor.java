package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.trend.StarterModel;
import com.ytempire.ml.training.source.EventFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trains, calibrates and judges the starter model and writes the version that ships.
 *
 * <p>{@code TrainTrendPredictor DATA_FOLDER OUTPUT_FOLDER CREATED_AT}: the folder has the events
 * files that {@link #SOURCES} and {@link #JUDGED_ONLY} name; the time, such as {@code
 * 2026-01-05T12:00:00Z}, goes into the manifest. Equal files and times give equal bytes.
 */
public final class TrainTrendPredictor {
  /** The version that this program makes. */
  static final ModelRef REF = StarterModel.ref();

  /** A set that may be trained on: its name, where it is from, and how it is thinned. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Source(String name, String origin, int... thinning) {}

  /**
   * What is trained on. The first is the one whose figures stand in the manifest: daily, with most
   * of the inputs. The hourly one is also thinned, because nothing else lies between hours and
   * days.
   */
  static final List<Source> SOURCES =
      List.of(
          new Source(
              "us_daily_2017-11_2018-01",
              "daily trending list of the US, Kaggle datasnaek/youtube-new, said to be CC0"),
          new Source(
              "us_daily_2017-09_2017-10",
              "daily trending list of the US, Kaggle datasnaek/youtube, said to be CC0"),
          new Source(
              "ca_daily_2017-11_2018-06",
              "daily trending list of Canada, Kaggle datasnaek/youtube-new, said to be CC0"),
          new Source(
              "1h_2021-01-29_2021-02-02",
              "hourly trending list of Mexico, germarr/youtube_research, MIT; also every 3rd, 6th"
                  + " and 12th snapshot of it",
              3,
              6,
              12));

  /** Sets without a licence: the model is judged by them, not made of them. */
  static final List<String> JUDGED_ONLY = List.of("30min_2020-01-04", "6h_2020-04-01_2020-04-03");

  private TrainTrendPredictor() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "usage: TrainTrendPredictor DATA_FOLDER OUTPUT_FOLDER CREATED_AT");
    }
    Path data = Path.of(args[0]);
    Clock clock = Clock.systemUTC();
    Map<String, List<TrendRow>> judgedOnly = new LinkedHashMap<>();
    for (String name : JUDGED_ONLY) {
      judgedOnly.put(name, TrendRows.of(EventFiles.read(file(data, name), clock)));
    }
    System.out.println(
        write(
            Path.of(args[1]),
            trainingSets(data, clock),
            judgedOnly,
            TrendTraining.Recipe.shipped(),
            Instant.parse(args[2])));
  }

  /** The sets that are trained on. */
  static List<TrendSet> trainingSets(Path data, Clock clock) throws IOException {
    List<TrendSet> sets = new ArrayList<>();
    for (Source source : SOURCES) {
      sets.add(
          TrendSet.of(
              source.name(), EventFiles.read(file(data, source.name()), clock), source.thinning()));
    }
    return sets;
  }

  private static Path file(Path data, String name) {
    return data.resolve("events_" + name + ".jsonl.gz");
  }

  /** The network of a recipe, fitted and calibrated. */
  static TrendNetwork train(TrendSplit split, TrendTraining.Recipe recipe) {
    return TrendCalibration.calibrate(
        TrendTraining.train(split.training(), recipe), split.calibration());
  }

  /**
   * Trains a version and writes its folder.
   *
   * @param sets to train on and to be judged by
   * @param judgedOnly sets to be judged by only, by name
   * @return the model card
   */
  static String write(
      Path directory,
      List<TrendSet> sets,
      Map<String, List<TrendRow>> judgedOnly,
      TrendTraining.Recipe recipe,
      Instant createdAt)
      throws IOException {
    TrendSplit split = TrendSplit.of(sets);
    TrendNetwork network = train(split, recipe);
    double mean =
        split.training().stream().mapToDouble(TrendRow::logGrowth).average().orElseThrow();
    List<TrendEvaluation> judged = new ArrayList<>();
    split.test().forEach((name, rows) -> judged.add(TrendEvaluation.of(name, rows, network, mean)));
    judgedOnly.forEach(
        (name, rows) -> judged.add(TrendEvaluation.of(name + "*", rows, network, mean)));
    String card = TrendModelCard.write(REF, recipe, split, SOURCES, judged);
    TrendVersion.write(
        directory,
        REF,
        network,
        card,
        TrendProfile.write(
            split.training(),
            split.calibration(),
            split.test().values().stream().flatMap(List::stream).toList(),
            network),
        judged,
        sets.stream().map(TrendSet::name).collect(Collectors.joining(", ")),
        createdAt);
    return card;
  }
}
