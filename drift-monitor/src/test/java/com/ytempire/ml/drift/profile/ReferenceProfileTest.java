package com.ytempire.ml.drift.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceProfileTest {
  private static final int ROWS = 20_000;

  private final Random random = new Random(7);

  @Test
  void isReadAsItWasWritten() {
    double[] views = numbers(ROWS);
    views[3] = Double.NaN;
    ReferenceProfile profile =
        new ProfileBuilder(ROWS, 900)
            .numbers(ProfileGroup.INPUTS, "views", views)
            .words(ProfileGroup.INPUTS, "day", List.of("mon", "tue", "tue"), 1)
            .numbers(ProfileGroup.LABELS, "viral_probability", new double[] {0, 1, 1, 0})
            .seasonal(
                ProfileGroup.PREDICTIONS,
                "log_growth",
                numbers(400),
                IntStream.range(0, 400).map(i -> i % 168).toArray())
            .figure(ReferenceProfile.ACCURACY, new Figure(0.875, 0.25, 512))
            .build();

    byte[] file = ReferenceProfileWriter.write(profile);
    ReferenceProfile read = ReferenceProfileReader.read(file, "profile.json");

    ColumnProfile column = read.column(ProfileGroup.INPUTS, "views").orElseThrow();
    ColumnProfile written = profile.column(ProfileGroup.INPUTS, "views").orElseThrow();
    assertThat(column.numbers()).isEqualTo(written.numbers());
    assertThat(column.nullRate()).isEqualTo(1.0 / ROWS);
    assertThat(read.column(ProfileGroup.INPUTS, "day").orElseThrow())
        .isEqualTo(profile.column(ProfileGroup.INPUTS, "day").orElseThrow());
    assertThat(read.group(ProfileGroup.LABELS)).isEqualTo(profile.group(ProfileGroup.LABELS));
    assertThat(read.column(ProfileGroup.PREDICTIONS, "log_growth").orElseThrow().seasons())
        .isEqualTo(profile.column(ProfileGroup.PREDICTIONS, "log_growth").orElseThrow().seasons())
        .hasSize(168);
    assertThat(read.performance()).isEqualTo(profile.performance());
    assertThat(read.units()).isEqualTo(900);
    assertThat(read.objection()).isNull();
    assertThat(ReferenceProfileWriter.write(read)).isEqualTo(file);
  }

  @Test
  void thirtyColumnsOfAsManyValuesAsRowsAreSmall() {
    var builder = new ProfileBuilder(ROWS, ROWS);
    for (int i = 0; i < 30; i++) {
      builder.numbers(ProfileGroup.INPUTS, "column_" + i, numbers(ROWS));
    }

    assertThat(ReferenceProfileWriter.write(builder.build())).hasSizeLessThan(100 << 10);
  }

  @Test
  void whatWasWrittenBeforeDistributionsIsReadAndSaysThatDriftCannotBeJudgedByIt() {
    ReferenceProfile old =
        read(
            """
            {"rows": 12, "inputs": {"views": {"null_rate": 0.000000, "mean": 3.5, "std": 1.5,
              "quantiles": {"0.0": 1, "1.0": 9}}, "likes": {"null_rate": 1.00000}},
             "labels": {}}""");

    assertThat(old.format()).isEqualTo(ReferenceProfile.OLD_FORMAT);
    assertThat(old.objection()).contains("format 1", "train the version again");
    ColumnProfile views = old.column(ProfileGroup.INPUTS, "views").orElseThrow();
    assertThat(Objects.requireNonNull(views.moments()).mean()).isEqualTo(3.5);
    assertThat(views.isComparable()).isFalse();
  }

  @Test
  void aFileThatIsBrokenIsRefusedWithWhatIsWrong() {
    refused("{\"rows\": 12}", "'inputs' is missing");
    refused("{\"rows\": 0, \"inputs\": {}}", "/rows", "'0'; expected a whole number from 1");
    refused("{\"format\": 3, \"rows\": 1, \"inputs\": {}}", "/format", "'3'", "from 1 to 2");
    refused("{\"rows\": 1, \"inputs\": []}", "/inputs", "a list; expected an object");
    refused("{\"rows\": 1,\n \"inputs\": {\"a\": {}}}", "line 2", "/inputs/a", "null_rate is NaN");
    refused("{\"rows\": 1, \"units\": 2, \"inputs\": {}}", "1 rows of 2 units");
    refused("{\"rows\": 1, \"inputs\": {\"a\"", "not JSON");
    refused("{\"rows\": 1, \"inputs\": {}} {}", "behind its end");
    String distribution =
        "{\"rows\": 1, \"inputs\": {\"a\": {\"null_rate\": 0, \"distribution\": %s}}}";
    refused(distribution.formatted("{\"size\": 1, \"error\": 0}"), "/inputs/a", "area_error NaN");
    refused(
        distribution.formatted("{\"size\": 1,\"error\": 0,\"area_error\": 0,\"packed\": \"?\"}"),
        "/inputs/a/distribution",
        "not packed as format 2");
    String packed = PackedDistribution.pack(Distribution.of(new double[] {1, 2, 2}));
    String whole = "{\"size\": %d,\"error\": 0,\"area_error\": 0,\"packed\": \"%s\"}";
    refused(
        distribution.formatted(whole.formatted(4, packed)), "add up to 3; expected its size, 4");
    assertThat(read(distribution.formatted(whole.formatted(3, packed))).rows()).isEqualTo(1);
    refused(
        distribution.formatted(whole.formatted(3, packed.substring(0, packed.length() - 8))),
        "/inputs/a/distribution");
  }

  private static void refused(String file, String... parts) {
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> read(file))
        .withMessageStartingWith("broken.json: ")
        .satisfies(refusal -> assertThat(refusal).message().contains(parts));
  }

  private static ReferenceProfile read(String file) {
    return ReferenceProfileReader.read(file.getBytes(StandardCharsets.UTF_8), "broken.json");
  }

  private double[] numbers(int size) {
    return IntStream.range(0, size).mapToDouble(i -> Math.exp(3 * random.nextGaussian())).toArray();
  }
}
