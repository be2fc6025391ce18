package com.ytempire.ml.training.profile;

import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ProfileBuilder;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import com.ytempire.ml.drift.profile.ReferenceProfileWriter;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the reference profile of a version: what it read and was to learn from the training side,
 * what it answers from the validation side, whose videos it did not learn, and how well it does
 * from the tests. Of each video the last example of each day counts.
 */
public final class VersionProfile {
  private VersionProfile() {}

  /**
   * Examples with what the model says of them.
   *
   * @param examples at least one
   * @param answers one for each example, by head
   */
  public record Answered(List<Example> examples, Map<Head, double[]> answers) {}

  /**
   * The profile's file; equal data and answers give equal bytes.
   *
   * @param features names of the columns
   * @param heads what is learnt, in the order of the labels
   * @param training what was learnt from, at least one
   * @param seasons which columns are told apart by hour of the week too
   */
  public static byte[] of(
      List<String> features,
      List<Head> heads,
      List<Example> training,
      Answered validation,
      Answered tests,
      Seasons seasons) {
    ProfileBuilder builder = builder(features, heads, training, seasons);
    int[] places = places(validation.examples());
    List<Example> rows = chosen(validation.examples());
    long videos = videos(rows);
    for (Head head : heads) {
      String name = head.word();
      double[] answers = answers(validation, head, places);
      if (seasons.contains(ProfileGroup.PREDICTIONS, name)) {
        builder.seasonal(
            ProfileGroup.PREDICTIONS, name, answers, hours(rows), videos, seasons.shares());
      } else {
        builder.numbers(ProfileGroup.PREDICTIONS, name, answers, videos);
      }
    }
    figures(heads, tests, builder);
    return ReferenceProfileWriter.write(builder.build());
  }

  /**
   * The profile of examples of any period, without a model.
   *
   * @param seasonal names of the features that are told apart by hour of the week too
   */
  public static ReferenceProfile ofPeriod(
      List<String> features, List<Head> heads, List<Example> examples, Set<String> seasonal) {
    Set<Seasons.Column> columns =
        seasonal.stream()
            .map(name -> new Seasons.Column(ProfileGroup.INPUTS, name))
            .collect(Collectors.toSet());
    var seasons = new Seasons(columns, ColumnProfile.SEASON_SHARES, List.of());
    return builder(features, heads, examples, seasons).build();
  }

  private static ProfileBuilder builder(
      List<String> features, List<Head> heads, List<Example> examples, Seasons seasons) {
    List<Example> rows = chosen(examples);
    long videos = videos(rows);
    var builder = new ProfileBuilder(rows.size(), videos, LastOfDay.SPAN);
    int[] hours = hours(rows);
    for (Column column : Column.ofFeatures(features, rows)) {
      add(builder, ProfileGroup.INPUTS, column, hours, videos, seasons);
    }
    for (int i = 0; i < heads.size(); i++) {
      var column = new Column(heads.get(i).word(), labels(rows, i));
      add(builder, ProfileGroup.LABELS, column, hours, videos, seasons);
    }
    return builder;
  }

  private static void add(
      ProfileBuilder builder,
      ProfileGroup group,
      Column column,
      int[] hours,
      long videos,
      Seasons seasons) {
    if (seasons.contains(group, column.name())) {
      builder.seasonal(group, column.name(), column.values(), hours, videos, seasons.shares());
    } else {
      builder.numbers(group, column.name(), column.values());
    }
  }

  private static int[] hours(List<Example> rows) {
    return rows.stream().mapToInt(example -> ColumnProfile.hourOfWeek(example.at())).toArray();
  }

  private static void figures(List<Head> heads, Answered tests, ProfileBuilder builder) {
    int[] places = places(tests.examples());
    List<Example> rows = chosen(tests.examples());
    for (int i = 0; i < heads.size(); i++) {
      Head head = heads.get(i);
      double[] labels = labels(rows, i);
      double[] answers = answers(tests, head, places);
      if (head == Head.VIRAL_PROBABILITY) {
        for (int row = 0; row < labels.length; row++) {
          boolean isRight = answers[row] >= 0.5 == labels[row] >= 0.5;
          answers[row] = Double.isNaN(labels[row]) ? Double.NaN : isRight ? 1 : 0;
        }
        figure(ReferenceProfile.ACCURACY, rows, answers, builder);
      } else if (head == Head.LOG_GROWTH) {
        for (int row = 0; row < labels.length; row++) {
          answers[row] = Math.abs(answers[row] - labels[row]);
        }
        figure(ReferenceProfile.LOG_GROWTH_ERROR, rows, answers, builder);
      }
    }
  }

  /** Mean and spread of numbers of rows, NaN where there is none. */
  private static void figure(
      String name, List<Example> rows, double[] numbers, ProfileBuilder builder) {
    double[] known = Arrays.stream(numbers).filter(number -> !Double.isNaN(number)).toArray();
    if (known.length == 0) {
      return;
    }
    double mean = Arrays.stream(known).sum() / known.length;
    double squares = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
    long videos = Math.max(1, videos(rows) * known.length / rows.size());
    builder.figure(name, new Figure(mean, Math.sqrt(squares / known.length), videos));
  }

  private static double[] labels(List<Example> rows, int place) {
    return rows.stream().mapToDouble(example -> example.labels()[place]).toArray();
  }

  private static double[] answers(Answered answered, Head head, int[] places) {
    double[] all = answered.answers().getOrDefault(head, new double[0]);
    return Arrays.stream(places).mapToDouble(place -> all[place]).toArray();
  }

  private static long videos(List<Example> rows) {
    return rows.stream().map(Example::group).distinct().count();
  }

  private static List<Example> chosen(List<Example> examples) {
    return Arrays.stream(places(examples)).mapToObj(examples::get).toList();
  }

  private static int[] places(List<Example> examples) {
    return LastOfDay.of(examples, Example::at, Example::group);
  }
}
