package com.ytempire.ml.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.TestTokens;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From an event that is posted to the features that are served, beside a live stream. */
@ExtendWith(RunningStack.class)
@Timeout(240)
class StreamToServingIT {
  private static final Path SHIPPED = Path.of("..", "config", "features.yaml");
  private static final Duration WARM_UP = Duration.ofSeconds(90);
  private static final int POSTS = 40;

  /** Below what the stream's own events wait for stragglers, on a machine that does other work. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @Test
  void servesWhatWasPostedWithoutWaitingForTheStreamAndMakesNoneOfItsEventsLate(
      @TempDir Path folder, LocalStack shared) throws Exception {
    try (TestPlatform platform = TestPlatform.start(folder, FreshStores.on(shared))) {
      var stream = new Thread(() -> play(platform), "live-stream");
      stream.start();
      try (ServingService service = service(platform)) {
        var client = new ServiceClient(service.address()).as("ingest", "read");
        await().atMost(WARM_UP).ignoreExceptions().until(() -> post(client, "first") != null);
        awaitServed(client, "first", post(client, "first"), WARM_UP);

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
          String video = "posted-" + i % (POSTS / 2);
          long begun = System.nanoTime();
          awaitServed(client, video, post(client, video), Duration.ofSeconds(60));
          millis.add((System.nanoTime() - begun) / 1_000_000);
        }

        List<Long> sorted = millis.stream().sorted().toList();
        long p95 = sorted.get(POSTS * 95 / 100);
        System.out.printf(
            "posted to served: p50 %d ms, p95 %d ms, most %d ms%n",
            sorted.get(POSTS / 2), p95, sorted.get(POSTS - 1));
        assertThat(p95).isLessThan(LIMIT.toMillis());
      } finally {
        stream.interrupt();
        stream.join();
      }
      assertThat(platform.deadLetters()).isEmpty();
    }
  }

  private static void play(TestPlatform platform) {
    try {
      platform.runLive(SHIPPED);
    } catch (Exception e) {
      // The end of the test.
    }
  }

  private static ServingService service(TestPlatform platform) throws Exception {
    Map<String, String> variables = new HashMap<>(platform.variables());
    variables.put("JWT_SECRET", TestTokens.SECRET);
    variables.put("JWT_ISSUER", TestTokens.ISSUER);
    variables.put("JWT_AUDIENCE", TestTokens.AUDIENCE);
    variables.put("RATE_LIMIT_PER_MINUTE", "0");
    PlatformSettings settings = PlatformSettings.from(variables);
    return ServingService.start(
        ServiceOptions.of(
                settings, FeaturePlan.load(SHIPPED), EngineSettings.of(settings, Map.of()))
            .onPorts(0, -1));
  }

  /** Posts a snapshot as of now and gives its time. */
  private static Instant post(ServiceClient client, String video) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Answer answer =
        client.post(
            "/events/video",
            """
            {"region":"US","video_id":"%s","event_time":"%s","title":"A title of %s",
             "views":1000,"likes":50,"comments":5}"""
                .formatted(video, now, video));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return now;
  }

  private static void awaitServed(
      ServiceClient client, String video, Instant time, Duration atMost) {
    await()
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              JsonNode rate =
                  client
                      .get("/features/video/US%7C" + video + "?names=engagement_rate")
                      .json()
                      .path("features")
                      .path("engagement_rate");
              return rate.path("value").asDouble() == 0.055
                  && !Instant.parse(rate.path("computed_at").asText()).isBefore(time);
            });
  }
}
