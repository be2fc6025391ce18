package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.event.Topics;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.core.testing.DailyEvents;
import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.drift.detect.DriftVerdict;
import com.ytempire.ml.drift.event.DriftEvent;
import com.ytempire.ml.drift.event.DriftEventJson;
import com.ytempire.ml.drift.store.VerdictQuery;
import com.ytempire.ml.jobs.inference.InferenceJob;
import com.ytempire.ml.jobs.retraining.RetrainingPlan;
import com.ytempire.ml.local.cli.YtempireCli;
import com.ytempire.ml.local.drift.DriftStores;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The drift job beside the other jobs, on real servers: predictions in, a queued training out. */
@ExtendWith(RunningStack.class)
@Timeout(240)
class DriftOnStreamIT {
  /** The starter model learnt from other videos than the made-up ones. */
  private static final DriftConfig CONFIG =
      DriftConfig.parse(
          """
          drift:
            windows: {tumbling: 14d, sliding: 14d, slide: 14d}
            defaults: {min_samples: 50}
            triggers: {windows: 2, of: 3, cooldown: 52w, deployment: none}
          """,
          "drift.yaml",
          List.of());

  @TempDir Path folder;

  @Test
  void whatHasDriftedIsKeptToldAndTrainedFor(LocalStack shared) throws Exception {
    Path events = DailyEvents.write(folder.resolve("events.jsonl"), 700, 1);
    Path features = MixedInput.features(folder);
    Path data = folder.resolve("data");
    try (TestPlatform platform = TestPlatform.start(data, FreshStores.on(shared))) {
      platform.runWatched(features, CONFIG, events);

      List<DriftEvent> told = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : platform.committed(Topics.DRIFT_EVENTS)) {
        told.add(DriftEventJson.read(record.value()));
      }
      List<RetrainingTrigger> triggers = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : platform.committed(Topics.RETRAINING_TRIGGERS)) {
        triggers.add(
            RetrainingTriggerJson.read(new String(record.value(), StandardCharsets.UTF_8)));
      }
      try (DriftStores stores = DriftStores.require(data, platform.variables())) {
        assertThat(stores.verdicts().list(everything()))
            .containsExactlyInAnyOrderElementsOf(told)
            .extracting(DriftEvent::verdict)
            .contains(DriftVerdict.DRIFT);
        List<Retraining> retrainings = stores.retrainings().list(Optional.empty(), 10);
        assertThat(retrainings).extracting(Retraining::trigger).isEqualTo(triggers).hasSize(1);
        assertThat(retrainings.get(0).state()).isEqualTo(Retraining.State.STARTED);
        List<TrainingJob> trainings = stores.trainingJobs().list(TrainingFilter.newest(10));
        assertThat(trainings).hasSize(1);
        assertThat(trainings.get(0).id()).isEqualTo(retrainings.get(0).jobId());
        assertThat(trainings.get(0).status()).isEqualTo(TrainingStatus.PENDING);
        assertThat(trainings.get(0).createdBy()).isEqualTo(RetrainingPlan.CREATOR);
      }
      assertThat(drift(data, "triggers"))
          .contains("trend_predictor_v0.1.0", "started", "windows have drifted");
      String id = triggers.get(0).id().toString();
      assertThat(drift(data, "triggers")).contains(id);
      assertThat(drift(data, "story"))
          .contains("retraining of trend_predictor_v0.1.0, trigger " + id + ": waiting")
          .contains("the first window with drift begins: ", "the training is queued");
      Path page = folder.resolve("story.html");
      assertThat(drift(data, "story", id, "--out", page.toString())).contains("Now the training");
      assertThat(page).content().contains("What happened", "The trigger", "drift-monitor");
      assertThat(drift(data, "story", "--model", "trend_predictor", "--json"))
          .contains("\"standing\" : \"waiting\"", "\"trigger_id\" : \"" + id);
      assertThat(drift(data, "list", "trend_predictor", "--period", "520w", "--slice", "all"))
          .contains("with drift", "feature", "ks ");
      assertThat(drift(data, "list", "other")).contains("no window of other was judged");
    }
  }

  private static VerdictQuery everything() {
    return new VerdictQuery(
        InferenceJob.MODEL,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Instant.parse("2100-01-01T00:00:00Z"),
        VerdictQuery.MOST);
  }

  private static String drift(Path data, String... arguments) {
    var out = new StringWriter();
    List<String> all = new ArrayList<>(List.of("drift"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    var commands = YtempireCli.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(out, true));
    int code = commands.execute(all.toArray(String[]::new));
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }
}
