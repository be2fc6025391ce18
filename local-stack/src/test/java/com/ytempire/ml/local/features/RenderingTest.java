package com.ytempire.ml.local.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatistics.FeatureSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00Z");
  private static final FeatureColumn RATE = column("rate", ValueKind.NUMBER, 1);
  private static final FeatureColumn TIER = column("tier", ValueKind.INTEGER, 1);
  private static final FeatureColumn TITLE = column("title", ValueKind.EMBEDDING, 6);
  private static final float[] VECTOR = {0.25f, -0.5f, 1f, 0f, 0.125f, 2f};

  private static FeatureColumn column(String name, ValueKind kind, int width) {
    return new FeatureColumn(name, name, 3, "video", kind, 0, width, Duration.ofHours(1));
  }

  private static String printed(Consumer<PrintWriter> content) {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    content.accept(out);
    out.flush();
    return text.toString();
  }

  private static ShowVector vector() {
    Instant now = AT.plus(Duration.ofMinutes(61));
    return new ShowVector(
        new FeatureRead(
            new EntityKey("video", "US|a\u001b[2J"),
            List.of(
                FeatureRead.Value.found(RATE, 0.1, null, AT.plusSeconds(3600), "e1", now),
                FeatureRead.Value.found(TIER, Double.NaN, null, AT, "e2", now),
                FeatureRead.Value.found(TITLE, Double.NaN, VECTOR, AT, "e2", now),
                FeatureRead.Value.missing(RATE)),
            "postgres",
            "redis: away"));
  }

  @Test
  void printsAVectorWithAgesStatusesAndWhatIsWrong() {
    assertThat(printed(out -> vector().print(out, false)).lines())
        .containsExactly(
            "video:US|a\uFFFD[2J, served by postgres",
            "degraded: redis: away",
            "feature  value                                        status   age        computed at           event id  version",
            "rate     0.1                                          present  1 min 0 s  2025-01-10T11:00:00Z  e1        3",
            "tier     null                                         stale    1 h 1 min  2025-01-10T10:00:00Z  e2        3",
            "title    [0.2500, -0.5000, 1.0000, 0.0000, … 6 wide]  stale    1 h 1 min  2025-01-10T10:00:00Z  e2        3",
            "rate     -                                            missing  -          -                     -         3");
  }

  @Test
  void printsEmbeddingsWholeWhenAskedTo() {
    assertThat(printed(out -> vector().print(out, true))).contains("[0.25,-0.5,1.0,0.0,0.125,2.0]");
  }

  @Test
  void printsAVectorAsJsonWithWholeEmbeddings() {
    assertThat(printed(vector()::printJson).replaceAll("\\s+", ""))
        .startsWith(
            "{\"entity_type\":\"video\",\"entity_id\":\"US|a\\u001B[2J\",\"served_by\":\"postgres\",\"degraded_because\":\"redis:away\",\"values\":[")
        .contains(
            "{\"name\":\"rate\",\"feature\":\"rate\",\"version\":3,\"status\":\"PRESENT\",\"value\":0.1,\"computed_at\":\"2025-01-10T11:00:00Z\",\"age_seconds\":60.0,\"event_id\":\"e1\"}")
        .contains("\"value\":[0.25,-0.5,1.0,0.0,0.125,2.0]")
        .contains(
            "\"status\":\"MISSING\",\"value\":null,\"computed_at\":null,\"age_seconds\":null,\"event_id\":null");
  }

  @Test
  void printsStatisticsWithoutNumbersWhereNoneIsStored() {
    var statistics =
        new ShowStatistics(
            List.of(
                new FeatureSummary("video", "rate", 1, 10, 2, -1.5, 0.25, 1e9, AT, AT),
                new FeatureSummary("video", "title", 2, 3, 3, null, null, null, AT, AT)));

    assertThat(printed(statistics::print).lines().skip(1))
        .containsExactly(
            "video   rate     1        10     2      -1.50000  0.250000  1.00000e+09  2025-01-10T10:00:00Z  2025-01-10T10:00:00Z",
            "video   title    2        3      3      -         -         -            2025-01-10T10:00:00Z  2025-01-10T10:00:00Z");
    assertThat(printed(statistics::printJson).replaceAll("\\s+", ""))
        .contains("\"count\":10,\"nulls\":2,\"min\":-1.5,\"mean\":0.25,\"max\":1.0E9")
        .contains("\"nulls\":3,\"min\":null,\"mean\":null,\"max\":null");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT59S, 59 s",
    "PT60S, 1 min 0 s",
    "PT3599S, 59 min 59 s",
    "PT7261S, 2 h 1 min",
    "PT90000S, 1 d 1 h",
    "PT-90S, -1 min 30 s"
  })
  void showsAgesInTheirTwoLargestUnits(Duration age, String shown) {
    assertThat(Shown.age(age)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"PT24H, 1d", "PT36H, 36h", "PT90M, 90m", "PT90S, 90s", "PT0S, 0s"})
  void showsLengthsAsFeatureFilesWriteThem(Duration length, String shown) {
    assertThat(Shown.length(length)).isEqualTo(shown);
  }
}
