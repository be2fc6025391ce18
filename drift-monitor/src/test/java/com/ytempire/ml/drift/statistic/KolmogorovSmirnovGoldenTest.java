package com.ytempire.ml.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovGoldenTest {
  private final Map<String, Double> worst = new TreeMap<>();
  private final List<String> misses = new ArrayList<>();

  @Test
  void everyComputedCaseIsMet() throws IOException {
    int exact = 0;
    for (JsonNode node : GoldenFiles.read("golden/ks_2samp_computed.json.gz").get("cases")) {
      String id = node.get("id").asText();
      KsStatistic statistic =
          KolmogorovSmirnov.compare(
              SortedSample.of(GoldenFiles.numbers(node.get("x"))),
              SortedSample.of(GoldenFiles.numbers(node.get("y"))));
      for (Alternative alternative : Alternative.values()) {
        JsonNode expected = node.get("results").get(alternative.word());
        check(
            "statistic",
            id,
            alternative,
            statistic.value(alternative),
            expected.get("statistic"),
            0,
            1e-12);
        boolean counted = !expected.get("exact_unsuccessful").asBoolean();
        if (counted) {
          exact++;
          check(
              "exact",
              id,
              alternative,
              KolmogorovSmirnov.exact(statistic, alternative).orElseThrow(),
              expected.get("p_exact"),
              1e-9,
              1e-14);
          check(
              "auto",
              id,
              alternative,
              KolmogorovSmirnov.pValue(statistic, alternative),
              expected.get("p_auto"),
              1e-9,
              1e-14);
        }
        check(
            "asymptotic",
            id,
            alternative,
            KolmogorovSmirnov.asymptotic(statistic, alternative),
            expected.get("p_asymp"),
            1e-9,
            1e-14);
        check(
            "limit",
            id,
            alternative,
            KolmogorovSmirnov.limit(statistic, alternative),
            expected.get(
                alternative == Alternative.TWO_SIDED ? "p_kolmogorov_limit" : "p_onesided_limit"),
            1e-9,
            0);
      }
    }
    System.out.println("computed cases, largest part of what is allowed: " + worst);
    assertThat(misses).isEmpty();
    assertThat(exact).isGreaterThan(280);
  }

  @Test
  void whereScipyCannotCountTheExactProbabilityIsHalfOfTheTwoSidedOne() throws IOException {
    int seen = 0;
    for (JsonNode node : GoldenFiles.read("golden/ks_2samp_computed.json.gz").get("cases")) {
      KsStatistic statistic =
          KolmogorovSmirnov.compare(
              SortedSample.of(GoldenFiles.numbers(node.get("x"))),
              SortedSample.of(GoldenFiles.numbers(node.get("y"))));
      JsonNode greater = node.get("results").get("greater");
      double both = node.get("results").get("two-sided").get("p_exact").asDouble();
      if (greater.get("exact_unsuccessful").asBoolean() && both < 1e-3 && both > 1e-300) {
        seen++;
        assertThat(KolmogorovSmirnov.exact(statistic, Alternative.GREATER).orElseThrow())
            .isCloseTo(both / 2, within(both * 1e-9));
      }
    }
    assertThat(seen).isGreaterThan(3);
  }

  @Test
  void everyCaseOfScipysTestsIsMet() throws IOException {
    int cases = 0;
    for (JsonNode node : GoldenFiles.read("golden/ks_2samp_scipy_vectors.json.gz").get("cases")) {
      String id = node.get("id").asText();
      if (node.get("expected_statistic").isNull()) {
        continue;
      }
      cases++;
      double[] x = node.get("x").isNull() ? spread(1, 200, 10_000) : of(node.get("x"));
      double[] y = node.get("y").isNull() ? spread(2, 200, 11_000) : of(node.get("y"));
      if (node.get("x").isNull()) {
        for (int i = 0; i < x.length; i++) {
          x[i] -= 1 / (4.0 * 10_000 * 11_000);
        }
      }
      KsStatistic statistic = KolmogorovSmirnov.compare(SortedSample.of(x), SortedSample.of(y));
      Alternative alternative = Alternative.ofWord(node.get("alternative").asText());
      check(
          "statistic",
          id,
          alternative,
          statistic.value(alternative),
          node.get("expected_statistic"),
          0,
          1e-12);
      if (node.get("expected_pvalue").isNull()) {
        continue;
      }
      boolean asymptotic =
          node.get("mode").asText().equals("asymp")
              || node.get("note").asText().contains("asymptotic");
      check(
          asymptotic ? "asymptotic" : "auto",
          id,
          alternative,
          asymptotic
              ? KolmogorovSmirnov.asymptotic(statistic, alternative)
              : KolmogorovSmirnov.pValue(statistic, alternative),
          node.get("expected_pvalue"),
          node.get("p_rtol").asDouble(),
          node.get("p_atol").asDouble());
    }
    System.out.println("scipy's cases, largest part of what is allowed: " + worst);
    assertThat(misses).isEmpty();
    assertThat(cases).isEqualTo(36);
  }

  private void check(
      String what,
      String id,
      Alternative alternative,
      double actual,
      JsonNode expected,
      double relative,
      double absolute) {
    if (expected.isNull()) {
      assertThat(actual).as("%s %s", id, what).isNaN();
      return;
    }
    double excess = GoldenFiles.excess(actual, expected.asDouble(), relative, absolute);
    worst.merge(what, excess, Math::max);
    if (!(excess <= 1)) {
      misses.add(
          "%s %s %s: %s, expected %s (%.3g of what is allowed)"
              .formatted(id, what, alternative.word(), actual, expected, excess));
    }
  }

  private static double[] of(JsonNode array) {
    return GoldenFiles.numbers(array);
  }

  private static double[] spread(double first, double last, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> i == count - 1 ? last : first + i * ((last - first) / (count - 1)))
        .toArray();
  }
}
