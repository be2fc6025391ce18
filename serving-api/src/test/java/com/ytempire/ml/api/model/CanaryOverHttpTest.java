package com.ytempire.ml.api.model;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.testing.WordEncoder;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A canary as callers see it: they go on asking for predictions while a version is reloaded. */
@Timeout(180)
class CanaryOverHttpTest {
  private static final ModelRef ONE = new ModelRef("trend_predictor", "1.2.3");
  private static final ModelRef TWO = new ModelRef("trend_predictor", "1.2.4");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALLERS = 8;
  private static final int REQUESTS = 5_000;
  private static final int REPEATED_EACH = 10;

  @TempDir private Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
  private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
  private final Map<String, String> sides = new ConcurrentHashMap<>();
  private final AtomicInteger before = new AtomicInteger();
  private final AtomicInteger counted = new AtomicInteger();
  private volatile boolean canarySeen;
  private ServiceUnderTest service;
  private ServiceClient caller;
  private ServiceClient anew;

  @BeforeEach
  void start() throws IOException {
    var models = new PublishedModels(directory);
    var registry = new InMemoryModelRegistry(Clock.systemUTC());
    // The same rollout at each run spreads the same inputs in the same way.
    var rollouts = new InMemoryRollouts(registry, Clock.systemUTC(), () -> new UUID(7, 11));
    service =
        ServiceUnderTest.start(
            models.variables(),
            options -> options.with(ModelRegistry.class, registry).with(Rollouts.class, rollouts));
    models.publish(service, models.tiny(ONE, 1));
    models.publish(service, models.tiny(TWO, 2));
    registry.activate(ONE);
    caller = service.as("predict");
    anew = caller.with("Cache-Control", "no-cache");
    service.part(ContentIndex.class).save(contents());
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    service.close();
  }

  /** Something for the versions to score. */
  private static List<EmbeddedContent> contents() {
    String title = "robot story";
    List<EmbeddedContent> contents = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      contents.add(
          new EmbeddedContent(
              new ContentSnapshot(
                  "US|robot" + i,
                  title,
                  "channel",
                  28,
                  Instant.now().minus(Duration.ofDays(2)),
                  "e" + i,
                  Instant.now().minus(Duration.ofMinutes(30)),
                  Map.of("views", 20_000.0, "delta_views", 9_000.0, "a", 1.0, "b", 2.0)),
              WordEncoder.VERSION,
              WordEncoder.embedding(title)));
    }
    return contents;
  }

  @Test
  void givesTheCanaryItsShareOfTheRequestsAndEveryInputOneSide() throws Exception {
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(CompletableFuture.runAsync(this::goOnAsking, threads));
    }
    await().atMost(PATIENCE).until(() -> before.get() >= 10 * CALLERS);

    Answer reloaded =
        service
            .as("admin")
            .post(
                "/models/%s/reload".formatted(ONE.modelId()),
                "{\"version\": \"1.2.4\", \"canary_percentage\": 10}");

    CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get(120, SECONDS);
    assertThat(reloaded.status()).as(reloaded.body()).isEqualTo(200);
    assertThat(reloaded.json().path("canary_enabled").asBoolean()).isTrue();
    assertThat(mistakes).isEmpty();
    Collection<String> all = sides.values();
    long canary = all.stream().filter("canary 1.2.4"::equals).count();
    System.out.printf(
        "canary over HTTP: %d requests before it, then %d inputs, %d of them canary (%.2f %%)%n",
        before.get(), all.size(), canary, 100.0 * canary / all.size());
    assertThat(all).hasSize(REQUESTS).containsOnly("active 1.2.3", "canary 1.2.4");
    assertThat(canary / (double) REQUESTS).isCloseTo(0.10, within(0.015));
  }

  /**
   * One caller, who asks anything until somebody meets the canary, then the inputs that count, then
   * some of them again.
   */
  private void goOnAsking() {
    while (!canarySeen && mistakes.isEmpty()) {
      String side = side(caller, "robot story before " + before.getAndIncrement());
      canarySeen |= side.startsWith("canary");
    }
    List<String> own = new ArrayList<>();
    for (int i = counted.getAndIncrement(); i < REQUESTS; i = counted.getAndIncrement()) {
      own.add("robot story " + i);
      remember(caller, "robot story " + i);
    }
    for (int i = 0; i < own.size(); i += REPEATED_EACH) {
      remember(anew, own.get(i));
    }
  }

  private void remember(ServiceClient by, String topic) {
    String now = side(by, topic);
    String earlier = sides.putIfAbsent(topic, now);
    if (earlier != null && !earlier.equals(now)) {
      mistakes.add("%s went from %s to %s".formatted(topic, earlier, now));
    }
  }

  /** The side that answers, such as {@code active 1.2.3}; none may come from a cache. */
  private String side(ServiceClient by, String topic) {
    Answer answer = by.post("/predict/trend", "{\"topic\": \"%s\"}".formatted(topic));
    JsonNode metadata = answer.status() == 200 ? answer.json().path("metadata") : null;
    if (metadata == null
        || metadata.path("cached").asBoolean()
        || !metadata.path("degraded").isEmpty()) {
      mistakes.add("%s: %d %s".formatted(topic, answer.status(), answer.body()));
      return "none";
    }
    return metadata.path("variant").asText() + " " + metadata.path("model_version").asText();
  }
}
