package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The learner beside the other jobs, on real servers: topics in, versions out. */
@ExtendWith(RunningStack.class)
@Timeout(240)
class OnlineLearningIT {
  @TempDir Path folder;

  @Test
  void outcomesOfTheInferenceJobBecomeInactiveVersions(LocalStack shared) throws Exception {
    Path events = DailyEvents.write(folder.resolve("events.jsonl"), 700, 1);
    Path features = MixedInput.features(folder);
    List<ModelVersion> versions;
    Path registryFolder;
    try (TestPlatform platform =
        TestPlatform.start(folder.resolve("data"), FreshStores.on(shared))) {
      platform.runLearning(features, PlayOptions.defaults(), events);
      registryFolder = platform.stack().data().root().resolve("registry");
      var settings = PlatformSettings.from(platform.variables());
      try (var pool = PostgresConnections.pool(settings.database(), 1)) {
        versions =
            new PostgresModelRegistry(pool, Clock.systemUTC())
                .list(Optional.of(InferenceJob.MODEL));
      }
    }

    ModelRef first = new ModelRef(InferenceJob.MODEL, "0.0.1000");
    assertThat(versions)
        .filteredOn(version -> version.ref().version().startsWith("0.0."))
        .isNotEmpty()
        .allSatisfy(version -> assertThat(version.status()).isEqualTo(ModelStatus.INACTIVE))
        .extracting(ModelVersion::ref)
        .contains(first);
    assertThat(registryFolder.resolve(first.folder()).resolve("MODEL_CARD.md"))
        .content()
        .contains("learnt by FTRL-Proximal from 1000 outcomes");
  }
}
