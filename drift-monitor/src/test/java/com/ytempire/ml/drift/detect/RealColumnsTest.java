package com.ytempire.ml.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.testing.SharedData;
import com.ytempire.ml.drift.config.ColumnRules;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.config.DriftTest;
import com.ytempire.ml.drift.config.Seasonality;
import com.ytempire.ml.drift.profile.ColumnProfile;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfileReader;
import com.ytempire.ml.drift.profile.ReferenceProfileWriter;
import com.ytempire.ml.drift.statistic.Divergence;
import com.ytempire.ml.drift.statistic.KolmogorovSmirnov;
import com.ytempire.ml.drift.statistic.Shares;
import com.ytempire.ml.drift.statistic.SortedSample;
import com.ytempire.ml.drift.statistic.Wasserstein;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What profiles say of real columns, beside what the rows themselves say. */
class RealColumnsTest {
  private static final String ELECTRICITY = "drift/elec2.csv.gz";
  private static final String VIDEOS = "golden/features_us_daily_2017-11_2018-01.csv.gz";

  @Test
  void statisticsOfAProfileAreAsFarFromThoseOfTheRowsAsStatedAtMost() throws Exception {
    int columns = 0;
    for (String file : List.of(ELECTRICITY, VIDEOS)) {
      Map<String, double[]> all = columns(file);
      int rows = all.values().iterator().next().length;
      Map<String, double[]> before = part(all, 0, rows / 3);
      Map<String, double[]> now = part(all, rows / 2, rows / 2 + 3_000);
      ReferenceProfile profile = stored(Samples.profile(before, rows / 3));
      for (String name : all.keySet()) {
        ColumnProfile column = profile.column(ProfileGroup.INPUTS, name).orElseThrow();
        double[] reference = known(before.get(name));
        double[] current = known(now.get(name));
        if (reference.length < 500 || current.length < 500) {
          continue;
        }
        columns++;
        SortedSample first = SortedSample.of(reference);
        SortedSample second = SortedSample.of(current);
        for (DriftTest test : DriftTest.values()) {
          ColumnVerdict verdict =
              DistributionTests.compare(
                      ColumnKind.FEATURE,
                      name,
                      new ColumnRules(true, test, 0.1, 500, Seasonality.NONE),
                      column,
                      current,
                      new int[current.length],
                      current.length)
                  .verdict();
          double exact =
              switch (test) {
                case KS -> KolmogorovSmirnov.compare(first, second).value();
                case WASSERSTEIN -> Wasserstein.normed(first, second);
                case PSI -> Divergence.psi(Shares.ofNumbers(first, second));
                case JS -> Divergence.jensenShannon(Shares.ofNumbers(first, second));
                case CHI_SQUARE -> verdict.statistic();
              };
          // Beside the stated bound, what is rounded: numbers to floats, deviations to six digits.
          assertThat(verdict.statistic())
              .as("%s of %s in %s", test, name, file)
              .isCloseTo(exact, within(verdict.errorBound() + 1e-6 + 1e-5 * exact));
          if (test == DriftTest.KS) {
            assertThat(verdict.errorBound()).isLessThanOrEqualTo(0.002);
          }
        }
      }
    }
    assertThat(columns).isGreaterThan(12);
  }

  @Test
  void theKnownChangeOfElectricityPricesIsFoundAndNamed() throws Exception {
    Map<String, double[]> all = columns(ELECTRICITY);
    ReferenceProfile profile = stored(Samples.profile(part(all, 0, 10_000), 10_000));

    WindowVerdict verdict =
        new WindowJudge(DriftConfig.DEFAULT)
            .judge(Samples.window(part(all, 20_000, 30_000)), profile);

    assertThat(verdict.verdict()).isEqualTo(DriftVerdict.DRIFT);
    ColumnVerdict price = column(verdict, "nswprice");
    assertThat(price.verdict()).isEqualTo(DriftVerdict.DRIFT);
    assertThat(price.statistic()).isCloseTo(0.6858, within(0.002));
    ColumnVerdict period = column(verdict, "period");
    assertThat(period.verdict()).isEqualTo(DriftVerdict.STABLE);
    // Significant, but not as far as the threshold.
    ColumnVerdict demand = column(verdict, "nswdemand");
    assertThat(demand.corrected()).isLessThan(1e-6);
    assertThat(demand.verdict()).isEqualTo(DriftVerdict.STABLE);
  }

  @Test
  void permutedRealColumnsRaiseNoMoreAlarmsThanStated() throws Exception {
    DriftConfig config =
        DriftConfig.parse(
            "drift: {alarms: {false_alarms_per_day: 5}, defaults: {threshold: 0.000001},"
                + " watch: {null_rate: 0.001}}",
            "drift.yaml",
            List.of());
    WindowJudge judge = new WindowJudge(config);
    Map<String, double[]> all = columns(VIDEOS);
    int rows = all.values().iterator().next().length;
    var random = new Random(11);
    int windows = 0;
    int alarms = 0;
    for (int round = 0; round < 40; round++) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      Map<String, double[]> shuffled = new LinkedHashMap<>();
      all.forEach(
          (name, values) ->
              shuffled.put(name, order.stream().mapToDouble(i -> values[i]).toArray()));
      ReferenceProfile profile = Samples.profile(part(shuffled, 0, 4_800), 4_800);
      for (int from = 4_800; from + 1_000 <= rows; from += 1_000) {
        windows++;
        WindowVerdict verdict =
            judge.judge(Samples.window(part(shuffled, from, from + 1_000)), profile);
        alarms += verdict.verdict() == DriftVerdict.DRIFT ? 1 : 0;
      }
    }

    System.out.printf("permuted real columns: %d of %d alarms, stated 0.05%n", alarms, windows);
    assertThat(windows).isEqualTo(400);
    assertThat((double) alarms)
        .isLessThanOrEqualTo(windows * 0.05 + 3 * Math.sqrt(windows * 0.05 * 0.95));
  }

  private static ColumnVerdict column(WindowVerdict verdict, String name) {
    return verdict.columns().stream()
        .filter(c -> c.kind() == ColumnKind.FEATURE && c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ReferenceProfile stored(ReferenceProfile profile) {
    return ReferenceProfileReader.read(ReferenceProfileWriter.write(profile), "profile.json");
  }

  private static double[] known(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  private static Map<String, double[]> part(Map<String, double[]> all, int from, int to) {
    Map<String, double[]> part = new LinkedHashMap<>();
    all.forEach((name, values) -> part.put(name, Arrays.copyOfRange(values, from, to)));
    return part;
  }

  /** The columns of numbers of a file; an empty field is missing. */
  private static Map<String, double[]> columns(String file) throws IOException {
    List<String[]> rows;
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.require(file))),
                StandardCharsets.UTF_8))) {
      rows = reader.lines().map(line -> line.split(",", -1)).toList();
    }
    String[] titles = rows.get(0);
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int i = 0; i < titles.length; i++) {
      int at = i;
      if (!titles[i].equals("event_id")) {
        columns.put(
            titles[i],
            rows.stream()
                .skip(1)
                .mapToDouble(row -> row[at].isEmpty() ? Double.NaN : Double.parseDouble(row[at]))
                .toArray());
      }
    }
    return columns;
  }
}
