package com.ytempire.ml.local.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.local.outage.Heard.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each server of the service stops and comes back, and its model's files too, while every operation
 * is called all the time: what can be answered is, the rest says so in time, and nothing is lost.
 */
@Timeout(240)
class OutagesUnderLoadIT {
  /** What a caller beside a busy machine may measure beyond the deadline. */
  private static final Duration ALLOWANCE = Duration.ofSeconds(1);

  private static final Duration BOUND = Duration.ofSeconds(30);

  /** Of every operation, in a phase in which nothing changes. */
  private static final int ANSWERS = 15;

  private static final String MODEL = "trend_predictor_v0.1.0";

  /** What else an operation may answer while its server goes or comes. */
  private static final Set<Integer> LATER = Set.of(503, 504);

  private final List<Phase> phases = new ArrayList<>();
  private ServiceOnServers platform;
  private SteadyLoad load;

  /**
   * One server's absence.
   *
   * @param server as readiness calls it
   * @param refused operations that it takes away, and with which statuses they say so
   * @param degraded what others answer without it, where that is less than whole
   */
  private record Outage(
      String server, Map<Call, Set<Integer>> refused, Map<Call, Predicate<Answer>> degraded) {

    boolean isAsExpected(Heard heard) {
      Answer answer = heard.answer();
      if (answer == null) {
        return false;
      }
      if (heard.call() == Call.READY) {
        return answer.status() == 200 && SteadyLoad.namesAsDown(answer, server);
      }
      Set<Integer> refusals = refused.get(heard.call());
      return refusals != null
          ? refusals.contains(answer.status())
          : degraded.getOrDefault(heard.call(), heard.call()::isWhole).test(answer);
    }

    /** While the server goes or comes: only what needs it may be told to try again later. */
    boolean isAllowed(Heard heard) {
      boolean done = heard.status() == (heard.call() == Call.EVENT ? 202 : 200);
      return done || refused.containsKey(heard.call()) && LATER.contains(heard.status());
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  @Test
  void answersWhatItCanWithoutEachOfItsServersAndIsWholeAgainWithoutARestart(@TempDir Path folder)
      throws Exception {
    platform = ServiceOnServers.start(folder);
    try (ServiceOnServers servers = platform) {
      awaitFirstWholeAnswers();
      JsonNode paths = paths();
      try (SteadyLoad calls = new SteadyLoad(servers.admin(), "warming up")) {
        load = calls;
        enterWhole("all there");
        goWithout(REDIS, "stops", servers.redis::kill, servers.redis::startAgain);
        goWithout(POSTGRES, "stops", servers.postgres::stop, servers.postgres::startAgain);
        goWithout(KAFKA, "stops", servers.kafka::stop, servers.kafka::start);
        goWithout(REDIS, "hangs", servers.redis::hang, servers.redis::goOn);
        goWithout(POSTGRES, "hangs", servers.postgres::hang, servers.postgres::goOn);
        goWithout(KAFKA, "hangs", servers.kafkaGateway::hang, servers.kafkaGateway::goOn);
        goWithoutModelFiles();
      } finally {
        report();
      }
      List<Heard> all = load.all();
      assertInTimeAndDocumented(all, paths);
      assertNothingIsLost(all);
    }
  }

  private static final Outage REDIS =
      new Outage(
          "redis",
          Map.of(),
          Map.of(
              Call.PREDICT_NEW, answer -> degradedParts(answer).equals(Set.of("cache")),
              Call.FEATURES, answer -> isOfPostgres(answer, "/entities/0"),
              Call.ENTITY, answer -> isOfPostgres(answer, "")));

  private static final Outage POSTGRES =
      new Outage(
          "postgres",
          // Who finds out whether it is back may wait for as long as a request may.
          Map.of(Call.MODELS, Set.of(503, 504)),
          Map.of(
              Call.PREDICT_NEW,
              answer -> degradedParts(answer).equals(Set.of("content", "signals"))));

  private static final Outage KAFKA =
      new Outage("kafka", Map.of(Call.EVENT, Set.of(503)), Map.of());

  private static Set<String> degradedParts(Answer prediction) {
    return prediction.status() == 200
        ? prediction.json().at("/metadata/degraded").findValuesAsText("part").stream()
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static boolean isOfPostgres(Answer answer, String pointer) {
    JsonNode entity = answer.json().at(pointer);
    return answer.status() == 200
        && entity.path("served_by").asText().equals("postgres")
        && entity.path("degraded").asBoolean()
        && Call.isPresent(entity);
  }

  /** The encoder and the model are loaded when the service starts, which takes seconds. */
  private void awaitFirstWholeAnswers() {
    for (Call call : Call.values()) {
      await()
          .atMost(BOUND)
          .alias("the first answer of " + call)
          .until(() -> call.isWhole(call.send(platform.admin(), 0)));
    }
  }

  private JsonNode paths() {
    Answer document = platform.admin().get("/openapi.json");
    assertThat(document.status()).isEqualTo(200);
    return document.json().path("paths");
  }

  private Phase enter(String name) {
    Phase phase = load.enter(name);
    phases.add(phase);
    return phase;
  }

  /** Goes on for a while in which every answer must be whole. */
  private void enterWhole(String name) {
    Phase phase = enter(name);
    load.awaitAnswers(phase, ANSWERS);
    assertThat(load.of(phase)).filteredOn(heard -> !heard.isWhole()).map(Heard::told).isEmpty();
  }

  private void goWithout(Outage outage, String how, Step stop, Step start) throws Exception {
    Phase stopping = enter(outage.server + " " + how);
    stop.run();
    load.awaitNotReady(stopping, outage.server);

    Phase away = enter(outage.server + " is away");
    load.awaitAnswers(away, ANSWERS);

    Phase returning = enter(outage.server + " returns");
    start.run();
    load.awaitWhole(returning);
    enterWhole("with " + outage.server);

    assertThat(load.of(away))
        // What was still on its way when the server came back may be whole.
        .filteredOn(heard -> heard.endedNanos() < returning.begunNanos())
        .filteredOn(heard -> !outage.isAsExpected(heard))
        .map(Heard::told)
        .isEmpty();
    for (Phase phase : List.of(stopping, away, returning)) {
      assertThat(load.of(phase))
          .filteredOn(heard -> !outage.isAllowed(heard))
          .map(Heard::told)
          .isEmpty();
    }
  }

  private void goWithoutModelFiles() throws Exception {
    JsonNode before = models();
    List<Path> places = List.of(platform.registry, platform.cache);
    Phase away = enter("model files are gone");
    for (Path place : places) {
      Files.move(place, aside(place));
    }
    Answer refused = reload();
    assertThat(refused.status()).as(refused.body()).isEqualTo(200);
    assertThat(refused.json().path("status").asText()).isEqualTo("failed");
    assertThat(refused.json().path("message").asText()).contains("missing");
    assertThat(refused.json().path("model_id").asText()).isEqualTo(MODEL);
    assertThat(models()).isEqualTo(before);
    load.awaitAnswers(away, ANSWERS);

    Phase back = enter("model files are back");
    for (Path place : places) {
      restore(place);
    }
    Answer reloaded = reload();
    assertThat(reloaded.json().path("status").asText()).as(reloaded.body()).isEqualTo("success");
    load.awaitAnswers(back, ANSWERS);

    for (Phase phase : List.of(away, back)) {
      assertThat(load.of(phase)).filteredOn(heard -> !heard.isWhole()).map(Heard::told).isEmpty();
    }
  }

  private static Path aside(Path place) {
    return place.resolveSibling(place.getFileName() + ".aside");
  }

  private static void restore(Path place) throws IOException {
    if (Files.exists(place)) {
      Files.move(place, place.resolveSibling(place.getFileName() + ".meanwhile"));
    }
    Files.move(aside(place), place);
  }

  private Answer reload() {
    return platform.admin().post("/models/" + MODEL + "/reload", "{\"version\": \"0.1.0\"}");
  }

  /** Which versions there are in which state, without figures that change by themselves. */
  private JsonNode models() {
    JsonNode list = platform.admin().get("/models").json();
    list.path("models").forEach(model -> ((ObjectNode) model).remove("metrics"));
    return list;
  }

  private void report() {
    System.out.println(PhaseReport.HEAD);
    for (Phase phase : phases) {
      System.out.println(PhaseReport.line(phase, load.of(phase)));
    }
  }

  private static void assertInTimeAndDocumented(List<Heard> all, JsonNode paths) {
    Map<Call, JsonNode> described = new EnumMap<>(Call.class);
    for (Call call : Call.values()) {
      JsonNode answers = paths.at(call.pointer(ServingService.BASE_PATH)).path("responses");
      assertThat(answers.has("200") || answers.has("202")).as("described: " + call).isTrue();
      described.put(call, answers);
    }
    assertThat(all).filteredOn(heard -> heard.answer() == null).map(Heard::told).isEmpty();
    assertThat(all)
        .filteredOn(heard -> heard.took().compareTo(ServiceOnServers.DEADLINE.plus(ALLOWANCE)) > 0)
        .map(Heard::told)
        .isEmpty();
    assertThat(all)
        .filteredOn(heard -> !described.get(heard.call()).has(String.valueOf(heard.status())))
        .map(Heard::told)
        .isEmpty();
    assertThat(all)
        .filteredOn(heard -> heard.status() >= 400 && !isProblem(heard.answer()))
        .map(Heard::told)
        .isEmpty();
  }

  private static boolean isProblem(Answer answer) {
    JsonNode body = answer.json();
    return !answer.problem().isEmpty()
        && body.path("status").asInt() == answer.status()
        && !body.path("title").asText().isEmpty()
        && !body.path("detail").asText().isEmpty()
        && !body.path("request_id").asText().isEmpty();
  }

  private void assertNothingIsLost(List<Heard> all) {
    Set<String> accepted =
        all.stream()
            .filter(heard -> heard.call() == Call.EVENT && heard.status() == 202)
            .map(heard -> Call.video(heard.number()))
            .collect(Collectors.toSet());
    assertThat(accepted).hasSizeGreaterThan(phases.size() * ANSWERS / 2);
    assertThat(platform.videosInKafka()).containsAll(accepted);

    Set<String> predicted =
        all.stream()
            .filter(heard -> heard.call().isPrediction() && heard.status() == 200)
            .map(heard -> heard.answer().json().path("prediction_id").asText())
            .collect(Collectors.toSet());
    assertThat(predicted).hasSizeGreaterThan(phases.size() * ANSWERS);
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(platform.predictionsInPostgres()).containsAll(predicted));
    System.out.printf(
        "%d accepted events are in Kafka, %d predictions in Postgres%n",
        accepted.size(), predicted.size());
  }
}
