package com.ytempire.ml.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.core.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriftMeasuresGoldenTest {
  private final Map<String, Double> worst = new TreeMap<>();
  private final List<String> misses = new ArrayList<>();

  @AfterEach
  void printWorst() {
    System.out.println("largest part of what is allowed: " + worst);
  }

  @Test
  void everyNumericWindowIsMet() throws IOException {
    int cases = 0;
    for (JsonNode node : GoldenFiles.read("golden/drift_windows.json.gz").get("cases")) {
      cases++;
      numeric(
          node.get("id").asText(),
          GoldenFiles.numbers(node.get("reference")),
          GoldenFiles.numbers(node.get("current")),
          node.get("expected"));
      double statistic =
          KolmogorovSmirnov.compare(
                  SortedSample.of(GoldenFiles.numbers(node.get("reference"))),
                  SortedSample.of(GoldenFiles.numbers(node.get("current"))))
              .value();
      assertThat(statistic > 0.1).isEqualTo(node.get("seed_rule_alert").asBoolean());
    }
    assertThat(misses).isEmpty();
    assertThat(cases).isEqualTo(34);
  }

  @Test
  void everyCategoricalWindowIsMet() throws IOException {
    int cases = 0;
    for (JsonNode node : GoldenFiles.read("golden/drift_categorical.json.gz").get("cases")) {
      cases++;
      categorical(
          node.get("id").asText(),
          texts(node.get("reference")),
          texts(node.get("current")),
          node.get("expected"));
    }
    assertThat(misses).isEmpty();
    assertThat(cases).isEqualTo(8);
  }

  @Test
  void everyColumnOfTheRealDataIsMet() throws IOException {
    int columns = 0;
    for (JsonNode comparison : GoldenFiles.read("drift/expected.json.gz").get("comparisons")) {
      String dataset = comparison.get("dataset").asText();
      List<String[]> rows = rows("drift/" + dataset + ".csv.gz");
      List<String> titles = List.of(rows.remove(0));
      List<String[]> reference = chosen(rows, titles, comparison.get("reference").asText());
      List<String[]> current = chosen(rows, titles, comparison.get("current").asText());

      for (Map.Entry<String, JsonNode> column : comparison.get("columns").properties()) {
        columns++;
        String id = dataset + " " + column.getKey();
        int index = titles.indexOf(column.getKey());
        JsonNode expected = column.getValue();
        List<String> before = reference.stream().map(row -> row[index]).toList();
        List<String> now = current.stream().map(row -> row[index]).toList();
        if (expected.get("type").asText().equals("cat")) {
          categorical(id, before, now, expected);
        } else {
          numeric(
              id,
              before.stream().mapToDouble(Double::parseDouble).toArray(),
              now.stream().mapToDouble(Double::parseDouble).toArray(),
              expected);
        }
      }
    }
    assertThat(misses).isEmpty();
    assertThat(columns).isGreaterThan(35);
  }

  private void numeric(String id, double[] reference, double[] current, JsonNode expected) {
    SortedSample before = SortedSample.of(reference);
    SortedSample now = SortedSample.of(current);
    KsStatistic ks = KolmogorovSmirnov.compare(before, now);
    Shares shares = Shares.ofNumbers(before, now);
    if (!expected.get("bins").isNull()) {
      assertThat(shares.size()).as(id).isEqualTo(expected.get("bins").asInt());
    }
    Alternative both = Alternative.TWO_SIDED;
    check("ks", id, ks.value(), expected.get("ks_statistic"), 0, 1e-12);
    check("auto", id, KolmogorovSmirnov.pValue(ks, both), expected.get("ks_p_auto"), 1e-9, 1e-14);
    check(
        "asymptotic",
        id,
        KolmogorovSmirnov.asymptotic(ks, both),
        expected.get("ks_p_asymp"),
        1e-9,
        1e-14);
    check(
        "limit",
        id,
        KolmogorovSmirnov.limit(ks, both),
        expected.get("ks_p_kolmogorov_limit"),
        1e-9,
        0);
    divergences(id, shares, expected);
    check(
        "wasserstein",
        id,
        Wasserstein.distance(before, now),
        expected.get("wasserstein"),
        1e-12,
        1e-12);
    check(
        "wasserstein normed",
        id,
        Wasserstein.normed(before, now),
        expected.get("wasserstein_normed"),
        1e-11,
        1e-12);
  }

  private void categorical(
      String id, List<String> reference, List<String> current, JsonNode expected) {
    Map<String, Long> before = Shares.counts(reference);
    Map<String, Long> now = Shares.counts(current);
    Shares shares = Shares.ofCategories(before, now);
    ChiSquare.Result chi = ChiSquare.test(before, now);
    assertThat(shares.size()).as(id).isEqualTo(expected.get("categories").asInt());
    assertThat(chi.degreesOfFreedom()).as(id).isEqualTo(expected.get("chi2_df").asInt());
    assertThat(chi.statistic().isEmpty()).as(id).isEqualTo(expected.get("chi2_statistic").isNull());
    if (chi.statistic().isPresent()) {
      check(
          "chi square",
          id,
          chi.statistic().getAsDouble(),
          expected.get("chi2_statistic"),
          1e-12,
          1e-12);
    }
    check("chi square p", id, chi.pValue(), expected.get("chi2_p"), 1e-9, 0);
    check("hellinger", id, Divergence.hellinger(shares), expected.get("hellinger"), 1e-9, 1e-12);
    divergences(id, shares, expected);
  }

  private void divergences(String id, Shares shares, JsonNode expected) {
    check("psi", id, Divergence.psi(shares), expected.get("psi"), 1e-10, 1e-14);
    check("kl", id, Divergence.kullbackLeibler(shares), expected.get("kl"), 1e-10, 1e-14);
    check("js", id, Divergence.jensenShannon(shares), expected.get("js_distance"), 1e-9, 1e-12);
  }

  private void check(
      String what, String id, double actual, JsonNode expected, double relative, double absolute) {
    double excess = GoldenFiles.excess(actual, expected.asDouble(), relative, absolute);
    worst.merge(what, excess, Math::max);
    if (!(excess <= 1)) {
      misses.add("%s %s: %s, expected %s".formatted(id, what, actual, expected));
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String[]> rows(String path) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.require(path))),
                StandardCharsets.UTF_8))) {
      return new ArrayList<>(reader.lines().map(line -> line.split(",", -1)).toList());
    }
  }

  /** The rows that such texts name: "rows 0..9999", "even rows 0,2,4.. of ...", "dteday A..B". */
  private static List<String[]> chosen(List<String[]> rows, List<String> titles, String text) {
    if (text.startsWith("dteday")) {
      String[] days = text.substring("dteday ".length()).split("\\.\\.", -1);
      int day = titles.indexOf("dteday");
      Predicate<String[]> within =
          row -> row[day].compareTo(days[0]) >= 0 && row[day].compareTo(days[1]) <= 0;
      return rows.stream().filter(within).toList();
    }
    int[] bounds =
        Arrays.stream(text.replaceAll("^.*?(\\d+)\\.\\.(\\d+).*$", "$1 $2").split(" ", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    IntPredicate kept =
        text.startsWith("even")
            ? i -> i % 2 == 0
            : text.startsWith("odd") ? i -> i % 2 == 1 : i -> true;
    return IntStream.rangeClosed(bounds[0], bounds[1]).filter(kept).mapToObj(rows::get).toList();
  }
}
