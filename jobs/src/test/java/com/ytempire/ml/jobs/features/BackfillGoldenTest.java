package com.ytempire.ml.jobs.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.GoldenSet;
import com.ytempire.ml.inference.engine.EngineSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The backfill writes, for every real event, the values that are known to be right. */
class BackfillGoldenTest {
  private final FeaturePlan plan =
      FeaturePlan.parse(GoldenSet.featureFile(), "golden-features.yaml");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyGoldenRowIsWritten(GoldenSet set) throws Exception {
    Path rows = folder.resolve("rows.csv");
    var env = StreamExecutionEnvironment.createLocalEnvironment(2, FeatureBackfill.batchSettings());
    new FeatureBackfill(plan, List.of(set.events()), false, Instant.MIN, Instant.MAX)
        .define(
            env,
            TitleModels.of(plan, EngineSettings.of(PlatformSettings.from(Map.of()), Map.of())),
            new BackfillOutputs(rows, folder.resolve("letters.jsonl"), plan.rowColumns()),
            Clock.systemUTC());

    env.execute("backfill " + set);

    Map<String, Map<String, String>> expected = set.features();
    int values = 0;
    int events = 0;
    try (CsvReader<NamedCsvRecord> written = CsvReader.builder().ofNamedCsvRecord(rows)) {
      for (NamedCsvRecord row : written) {
        String id = row.getField("event_id");
        Map<String, String> golden = expected.remove(id);
        assertThat(golden).as("golden row of %s", id).isNotNull();
        for (var field : golden.entrySet()) {
          String computed = row.getField(field.getKey());
          GoldenSet.assertMet(
              field.getKey() + " of " + id,
              field.getValue(),
              computed.isEmpty() ? Double.NaN : Double.parseDouble(computed));
          values++;
        }
        events++;
      }
    }
    assertThat(expected).as("golden rows that were not written").isEmpty();
    System.out.printf("%s: %d values of %d events met by the backfill%n", set, values, events);
  }
}
