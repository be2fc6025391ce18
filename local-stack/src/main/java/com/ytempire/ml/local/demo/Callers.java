package com.ytempire.ml.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.prediction.Growth;
import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * People who ask the service what becomes of a topic that they follow by one of its videos, and
 * report what became of that video once they have seen it again. They know nothing but what is
 * public. Confined to one thread, which waits for those of the callers.
 */
final class Callers implements AutoCloseable {
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI service;
  private final String key;
  private final Sightings world;
  private final SplittableRandom random;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final List<Open> open = new ArrayList<>();
  private int questions;
  private int reports;

  /** An answer whose outcome is not known yet. */
  private record Open(String predictionId, Sighting asked) {}

  /**
   * @param key of the service, which may predict and ingest
   */
  Callers(URI service, String key, Sightings world, long seed) {
    this.service = service;
    this.key = key;
    this.world = world;
    this.random = new SplittableRandom(seed);
  }

  /** Questions asked so far. */
  int questions() {
    return questions;
  }

  /** Outcomes reported so far. */
  int reports() {
    return reports;
  }

  /**
   * Asks about topics of videos.
   *
   * @param videos some of these are chosen
   * @param count how many questions
   */
  void ask(List<Sighting> videos, int count) throws InterruptedException {
    List<Callable<Open>> asking = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sighting video = videos.get(random.nextInt(videos.size()));
      int number = questions + i;
      asking.add(() -> new Open(answer(video, number), video));
    }
    open.addAll(all(asking));
    questions += count;
  }

  private String answer(Sighting video, int number) throws IOException, InterruptedException {
    var body = JSON.createObjectNode();
    body.put("topic", video.topic());
    body.put("timeframe", "7d");
    // Each question is of a channel of its own, so that no answer is given twice.
    body.putObject("channel_context").put("channel_id", "caller-" + number);
    HttpResponse<String> answer = post("/ml/v1/predict/trend", body.toString());
    if (answer.statusCode() != 200) {
      throw new IOException("a question got %d: %s".formatted(answer.statusCode(), answer.body()));
    }
    JsonNode said = JSON.readTree(answer.body());
    return said.path("prediction_id").asText();
  }

  /** Reports what became of the videos that were asked about, as far as they were seen again. */
  void report() throws InterruptedException {
    List<Callable<Boolean>> reporting = new ArrayList<>();
    for (Open one : open) {
      Optional<Sighting> now = world.newest(one.asked().series());
      if (now.isPresent() && now.get().time().isAfter(one.asked().time())) {
        boolean grew = Growth.isViral(one.asked().views(), now.get().views());
        reporting.add(() -> reported(one.predictionId(), grew));
      }
    }
    open.clear();
    reports += all(reporting).size();
  }

  private boolean reported(String predictionId, boolean grew)
      throws IOException, InterruptedException {
    String body =
        "{\"prediction_id\": \"%s\", \"actual_outcome\": {\"grew_20_percent\": %s}}"
            .formatted(predictionId, grew);
    long until = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = post("/ml/v1/feedback", body);
    // An answer is kept a moment after it was given.
    while (answer.statusCode() == 404 && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = post("/ml/v1/feedback", body);
    }
    if (answer.statusCode() != 200) {
      throw new IOException("a report got %d: %s".formatted(answer.statusCode(), answer.body()));
    }
    return true;
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(PATIENCE)
            .header("X-API-Key", key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private <T> List<T> all(List<Callable<T>> calls) throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> result : threads.invokeAll(calls)) {
      try {
        results.add(result.get());
      } catch (ExecutionException e) {
        throw new ServerException("callers could not go on: " + Causes.root(e).getMessage(), e);
      }
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
