package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureRegistry;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.StoreFactories;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import com.ytempire.ml.local.server.ServerException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The {@code features} commands against a running stack whose stores hold a few values. */
@ExtendWith(RunningStack.class)
class FeaturesCommandIT {
  private static final Instant AT = Instant.parse("2025-01-10T10:00:00Z");
  private static final String YAML =
      """
      features:
        temporal:
          - name: hour_of_day
            type: cyclical
            range: [0, 23]
        engagement:
          - name: rate
            formula: likes / views
        signals:
          windows: []
      """;

  @TempDir static Path folder;
  private static Path data;
  private static Path features;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fillStores(LocalStack stack) throws Exception {
    data = stack.data().root();
    features = Files.writeString(folder.resolve("features.yaml"), YAML);
    var settings = PlatformSettings.from(stack.connections().variables());
    FeaturePlan plan = FeaturePlan.load(features);
    try (var connections = PostgresConnections.pool(settings.database(), 2)) {
      DatabaseSchema.migrate(connections);
      new PostgresFeatureRegistry(connections, Clock.systemUTC()).register(plan.registrations());
    }
    FeatureSchema schema = plan.videoSchema();
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      writes.add(
          new FeatureWrite(
              new EntityKey(EntityKey.VIDEO, "US|shown"),
              "e" + i,
              AT.plusSeconds(3600L * i),
              AT.plusSeconds(3600L * i + 5),
              new double[] {0.5, -0.5, i / 8.0},
              new float[0][]));
    }
    try (OnlineFeatureStore store = StoreFactories.of(settings).open()) {
      store.write(schema, writes);
    }
    OfflineFeatureStore.at(data.resolve("offline")).append(schema, "history", writes);
  }

  private int features(String... arguments) {
    List<String> all = new ArrayList<>(List.of("features"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data.toString(), "--features", features.toString()));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void listsDefinitionsWithTheirVersions() {
    assertThat(features("list")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(
            line -> line.matches("rate +1 +current +engagement +video +number +1d +\\(likes.*"));
  }

  @Test
  void getsTheCurrentValuesFromRedis() {
    assertThat(features("get", "video", "US|shown")).isZero();

    assertThat(out.toString())
        .startsWith("video:US|shown, served by redis")
        .contains("hour_of_day_sin", "hour_of_day_cos");
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("rate +0\\.25 +stale .* 2025-01-10T12:00:00Z +e2 +1"));
  }

  @Test
  void getsNamedFeaturesAsJson() {
    assertThat(features("get", "video", "US|shown", "hour_of_day", "--json")).isZero();

    assertThat(out.toString())
        .contains("\"name\" : \"hour_of_day_sin\"", "\"name\" : \"hour_of_day_cos\"")
        .doesNotContain("\"rate\"");
  }

  @Test
  void saysWhenNothingIsStoredOfAnEntity() {
    assertThat(features("get", "video", "US|nobody")).isEqualTo(1);

    assertThat(out.toString()).contains("missing").doesNotContain("stale");
  }

  @Test
  void suggestsTheFeatureThatWasMeant() {
    assertThat(features("get", "video", "US|shown", "rat")).isEqualTo(2);

    assertThat(err.toString()).contains("no feature 'rat'").contains("did you mean 'rate'?");
  }

  @Test
  void printsHistoryWithinTimesAndLimit() {
    assertThat(features("history", "video", "US|shown", "rate", "--limit", "2")).isZero();
    assertThat(out.toString().lines().toList())
        .hasSize(4)
        .anyMatch(line -> line.matches("2025-01-10T11:00:00Z +2025-01-10T11:00:05Z +e1 +0\\.125"))
        .last()
        .isEqualTo("1 earlier ones are not shown; --limit shows more");

    out.getBuffer().setLength(0);
    assertThat(features("history", "video", "US|shown", "rate", "--to", "2025-01-10T11:00:00Z"))
        .isZero();
    assertThat(out.toString().lines()).hasSize(2).last().asString().contains(" e0 ");
  }

  @Test
  void printsHistoryWithoutAnyServer(@TempDir Path alone) throws Exception {
    OfflineFeatureStore.at(alone.resolve("offline"))
        .append(
            FeaturePlan.load(features).videoSchema(),
            "one",
            List.of(
                new FeatureWrite(
                    new EntityKey(EntityKey.VIDEO, "v"),
                    "e",
                    AT,
                    AT,
                    new double[] {1, 0, 0.75},
                    new float[0][])));

    int code =
        execute(
            "features",
            "history",
            "video",
            "v",
            "rate",
            "--json",
            "--data",
            alone.toString(),
            "--features",
            features.toString());

    assertThat(code).isZero();
    assertThat(out.toString()).contains("\"rate\" : 0.75");
  }

  @Test
  void sumsUpWhatIsStored() {
    assertThat(features("stats")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("video +rate +1 +\\d+ +\\d+ +\\S+ +\\S+ +\\S+ +\\S+ +\\S+"));
  }

  @Test
  void saysHowToStartAStackWhenNoneRuns(@TempDir Path empty) {
    for (String command : List.of("list", "stats")) {
      int code =
          execute(
              "features", command, "--data", empty.toString(), "--features", features.toString());

      assertThat(code).isEqualTo(1);
      assertThat(err.toString()).contains("no stack runs on " + empty).contains("ytempire up");
      err.getBuffer().setLength(0);
    }
  }

  @Test
  void saysWhichServerDoesNotAnswer(@TempDir Path empty) {
    var command =
        new FeaturesListCommand(
            Map.of("DATABASE_URL", "postgresql://someone:secret@localhost:1/x"));
    new CommandLine(command)
        .parseArgs("--data", empty.toString(), "--features", features.toString());

    assertThatThrownBy(command::call)
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("Postgres at localhost:1 cannot be read: ")
        .hasMessageNotContaining("secret");
  }
}
