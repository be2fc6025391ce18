package com.ytempire.ml.training.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.settings.MlflowSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.Secret;
import com.ytempire.ml.training.tracking.MlflowServer.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MLflow knows of runs, against a server that speaks its API. */
class TrackingTest {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Tracking open(@Nullable URI server) throws IOException {
    return open(new MlflowSettings(server, "ytempire", null, null, null));
  }

  private Tracking open(MlflowSettings settings) throws IOException {
    return Tracking.open(
        settings,
        PlatformSettings.from(Map.of()).objects(),
        folder.resolve("tracking"),
        Clock.systemUTC());
  }

  private static TrackedRun begin(Tracking tracking, String id) {
    return tracking.begin(
        id,
        "january",
        "trend_predictor 0.2.0",
        Map.of("learning_rate", "0.05"),
        Map.of("model", "trend_predictor"));
  }

  private List<String> journals() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tracking"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("delivery.lock"))
          .toList();
    }
  }

  /** Tells all that a run that goes well tells. */
  private void tellAll(TrackedRun run) throws IOException {
    Path model = Files.writeString(folder.resolve("model.onnx"), "network");
    for (int epoch = 1; epoch <= 1000; epoch++) {
      run.measure(epoch, Map.of("train_loss", 1.0 / epoch, "val_loss", Double.NaN));
    }
    run.measure(0, Map.of("viral_probability_auc", 0.96));
    run.note(Map.of("ytempire.data_sha256", "ab12"));
    run.leave("model/model 1.onnx", model);
    Files.delete(model);
    run.register("trend_predictor", "0.2.0", "s3://models/trend_predictor/0.2.0");
    run.finish();
  }

  private void assertWhole(MlflowServer server) {
    Run run = server.onlyRun();
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.name).isEqualTo("trend_predictor 0.2.0");
    assertThat(run.experiment).isEqualTo(server.experiments.get("january"));
    assertThat(run.params).containsEntry("learning_rate", "0.05");
    assertThat(run.tags)
        .containsEntry("model", "trend_predictor")
        .containsEntry("ytempire.data_sha256", "ab12");
    assertThat(run.values("train_loss")).hasSize(1000).contains(1.0, 0.5, 0.001);
    assertThat(run.values("viral_probability_auc")).containsExactly(0.96);
    assertThat(run.values("val_loss")).isEmpty();
    assertThat(server.files.values()).hasSize(1).allSatisfy(file -> assertThat(file).isNotEmpty());
    assertThat(server.versions).hasSize(1);
    assertThat(server.versions.get(0).path("source").asText())
        .isEqualTo("s3://models/trend_predictor/0.2.0");
    assertThat(server.versions.get(0).path("run_id").asText()).isEqualTo(run.id);
  }

  @Test
  void theServerKnowsAllOfARun() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address())) {
      try (TrackedRun run = begin(tracking, "job-1")) {
        tellAll(run);
      }

      assertThat(tracking.flush(BOUND)).isTrue();

      assertWhole(server);
      String file = server.experiments.get("january") + "/run1/artifacts/model/model 1.onnx";
      assertThat(server.files).containsOnlyKeys(file);
      assertThat(server.files.get(file)).asString().isEqualTo("network");
      assertThat(journals()).isEmpty();
      assertThat(server.calls).filteredOn(call -> call.endsWith("log-batch")).hasSizeLessThan(20);
    }
  }

  @Test
  void nothingIsLostWhileTheServerIsDown() throws Exception {
    int port;
    try (MlflowServer server = MlflowServer.start(0)) {
      port = server.port();
    }
    try (Tracking tracking = open(URI.create("http://127.0.0.1:" + port));
        TrackedRun run = begin(tracking, "job-1")) {
      tellAll(run);
      assertThat(tracking.flush(BOUND)).isFalse();
    }
    assertThat(journals()).isNotEmpty();

    try (MlflowServer server = MlflowServer.start(port);
        Tracking later = open(server.address())) {
      assertThat(later.flush(BOUND)).isTrue();
      assertWhole(server);
      assertThat(journals()).isEmpty();
    }
  }

  @Test
  void aServerThatFailsNowAndThenKnowsEverythingOnce() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address());
        TrackedRun run = begin(tracking, "job-1")) {
      tellAll(run);
      run.close();
      for (int failure = 0; failure < 12; failure++) {
        tracking.flush(BOUND);
        server.failNext = 1;
      }
      server.failNext = 0;
      assertThat(tracking.flush(BOUND)).isTrue();
      assertWhole(server);
    }
  }

  @Test
  void aRunThatGoesOnElsewhereIsOneRun() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address())) {
      try (TrackedRun first = begin(tracking, "job-1")) {
        first.measure(1, Map.of("train_loss", 0.5));
      }
      assertThat(tracking.flush(BOUND)).isTrue();
      try (TrackedRun second = begin(tracking, "job-1")) {
        second.measure(2, Map.of("train_loss", 0.25));
        second.fail("the loss diverged");
      }
      assertThat(tracking.flush(BOUND)).isTrue();

      Run run = server.onlyRun();
      assertThat(run.values("train_loss")).containsExactly(0.5, 0.25);
      assertThat(run.status).isEqualTo("FAILED");
      assertThat(run.tags).containsEntry("ytempire.failure", "the loss diverged");
    }
  }

  @Test
  void aRunIsToldWhileItGoesOn() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address());
        TrackedRun run = begin(tracking, "job-1")) {
      run.measure(1, Map.of("train_loss", 0.5));
      assertThat(tracking.flush(BOUND)).isTrue();
      assertThat(server.onlyRun().values("train_loss")).containsExactly(0.5);
      assertThat(server.onlyRun().status).isEqualTo("RUNNING");
      assertThat(journals()).isNotEmpty();
    }
  }

  @Test
  void whatTheServerRefusesDoesNotHoldUpTheRest() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address())) {
      begin(tracking, "job-1").close();
      try (TrackedRun run =
          tracking.begin("job-1", "january", "x", Map.of("learning_rate", "0.1"), Map.of())) {
        run.leave("gone.txt", folder.resolve("gone.txt"));
        run.finish();
      }

      assertThat(tracking.flush(BOUND)).isTrue();

      assertThat(server.onlyRun().params).containsEntry("learning_rate", "0.05");
      assertThat(server.onlyRun().status).isEqualTo("FINISHED");
      assertThat(server.files).isEmpty();
      assertThat(journals()).isEmpty();
    }
  }

  @Test
  void aServerThatDoesNotLetUsInLosesNothing() throws Exception {
    try (MlflowServer server = MlflowServer.start(0)) {
      server.wantedAuthorization = "Bearer hunter-token";
      try (Tracking tracking = open(server.address())) {
        begin(tracking, "job-1").close();
        assertThat(tracking.flush(BOUND)).isFalse();
        assertThat(journals()).isNotEmpty();
      }
      var token =
          new MlflowSettings(
              server.address(), "ytempire", "u", new Secret("p"), new Secret("hunter-token"));
      try (Tracking tracking = open(token)) {
        assertThat(tracking.flush(BOUND)).isTrue();
      }
      server.wantedAuthorization = "Basic dTpw";
      var login = new MlflowSettings(server.address(), "ytempire", "u", new Secret("p"), null);
      try (Tracking tracking = open(login)) {
        begin(tracking, "job-2").close();
        assertThat(tracking.flush(BOUND)).isTrue();
      }
      assertThat(server.runs).hasSize(2);
    }
  }

  @Test
  void longAndManyParamsFitWhatTheServerTakes() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address())) {
      Map<String, String> params = new HashMap<>();
      for (int i = 0; i < 250; i++) {
        params.put("param" + i, "x".repeat(i == 0 ? 900 : 3));
      }
      tracking.begin("job-1", "january", "x", params, Map.of()).close();

      assertThat(tracking.flush(BOUND)).isTrue();

      assertThat(server.onlyRun().params).hasSize(250);
      assertThat(server.onlyRun().params.get("param0")).hasSize(500).endsWith("…");
    }
  }

  @Test
  void filesOfAServerThatTakesNoneAreSaidToBeHere() throws Exception {
    try (MlflowServer server = MlflowServer.start(0);
        Tracking tracking = open(server.address())) {
      server.artifactRoot = "dbfs:/";
      try (TrackedRun run = begin(tracking, "job-1")) {
        run.leave("model.onnx", Files.writeString(folder.resolve("model.onnx"), "network"));
      }
      assertThat(tracking.flush(BOUND)).isTrue();
      assertThat(server.onlyRun().tags).containsEntry("ytempire.files", folder.toString());
    }
  }

  @Test
  void withoutAServerNothingIsKept() throws Exception {
    try (Tracking tracking = open((URI) null);
        TrackedRun run = begin(tracking, "job-1")) {
      tellAll(run);
      assertThat(tracking.flush(BOUND)).isTrue();
      assertThat(folder.resolve("tracking")).doesNotExist();
    }
  }
}
