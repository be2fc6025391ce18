package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.features.offline.OfflineFeatureStore.Point;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.features.OfflineStores;
import com.ytempire.ml.local.input.FileInput;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The feature job with its offline store in the embedded S3. */
@ExtendWith(RunningStack.class)
class OfflineInS3IT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("FEATURE_OFFLINE_PATH", "s3://ytempire-features/offline");

  @Test
  void whatTheJobWritesToS3IsReadBackAsHistory(LocalStack stack, @TempDir Path folder)
      throws Exception {
    Path features =
        Files.writeString(
            folder.resolve("features.yaml"),
            """
            features:
              engagement:
                - name: like_share
                  formula: likes / views
              signals:
                windows: []
            """);
    var events = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      events.append(
          "{\"event_id\":\"s3-%02d\",\"video_id\":\"in-s3\",\"event_time\":\"2025-01-1%dT10:%02d:00Z\",\"views\":100,\"likes\":%d}\n"
              .formatted(i, i / 20, i % 20, i));
    }
    Path input = Files.writeString(folder.resolve("events.jsonl"), events);
    var console = new StringWriter();
    var options =
        new RunOptions(
            features,
            new FileInput(List.of(InputFile.at(input)), Clock.systemUTC()),
            PlayOptions.defaults(),
            true,
            Optional.empty(),
            1);

    new FeatureRun(stack, options, ENVIRONMENT, new PrintWriter(console), Clock.systemUTC()).run();

    try (OfflineStores offline = OfflineStores.open(stack.data().root(), ENVIRONMENT)) {
      List<Point> history =
          offline
              .store()
              .history(
                  new EntityKey(EntityKey.VIDEO, "in-s3"),
                  FeaturePlan.load(features).videoSchema().columns().get(0),
                  Instant.parse("2025-01-01T00:00:00Z"),
                  Instant.parse("2025-02-01T00:00:00Z"));
      assertThat(history).as(console.toString()).hasSize(40);
      assertThat(history).extracting(Point::number).contains(0.0, 0.39);
      assertThat(history.get(39).eventId()).isEqualTo("s3-39");
    }
    assertThat(Files.exists(stack.data().root().resolve("s3/ytempire-features/offline/video")))
        .isTrue();
  }
}
