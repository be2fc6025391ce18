package com.ytempire.ml.local.demo;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.SideCounts;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.TrainingChoices;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingPlan;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.drift.config.DriftConfig;
import com.ytempire.ml.local.run.StagedRun;
import com.ytempire.ml.local.server.ServerException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Walks through event time and waits for whoever is behind, so that what is found does not depend
 * on the machine: event time goes on only once jobs have seen what there is, and stands still while
 * a model is trained. It decides nothing. Confined to one thread.
 */
final class ClosedLoop {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration JUDGING = Duration.ofSeconds(60);
  private static final Duration TRAINING = Duration.ofMinutes(4);
  private static final Duration DECIDING = Duration.ofSeconds(4);

  /** Later ones are for validation and tests: so many that there are enough of each. */
  private static final DataSplit SPLIT = new DataSplit(0.6, 0.15, 0.25);

  private static final int QUESTIONS = 400;

  private final StagedRun run;
  private final HeldInput input;
  private final LoopStores stores;
  private final DriftConfig drift;
  private final Teller teller;
  private final Timeline timeline;
  private final Findings findings;
  private final long seed;
  private Instant reached;
  private boolean isWatched;

  ClosedLoop(
      StagedRun run,
      HeldInput input,
      LoopStores stores,
      DriftConfig drift,
      Teller teller,
      Timeline timeline,
      long seed) {
    this.run = run;
    this.input = input;
    this.stores = stores;
    this.drift = drift;
    this.teller = teller;
    this.timeline = timeline;
    this.findings = new Findings(timeline);
    this.seed = seed;
    this.reached = timeline.start();
  }

  /** What has been found, also where the loop broke off. */
  Findings findings() {
    return findings;
  }

  /** Goes on until the loop has closed, or a step was not reached. */
  void run() throws Exception {
    URI service = run.startService();
    learn();
    if (findings.first().isEmpty()) {
      return;
    }
    Instant day = watch();
    if (findings.retraining().isEmpty() || !retrain()) {
      return;
    }
    Instant asked = ask(service, day);
    if (findings.isPromoted()) {
      recover(asked);
    }
  }

  /** A first version learns from the stream itself; the one that ships learnt from others. */
  private void learn() throws Exception {
    playTo(timeline.learnt());
    ModelRef starter = run.prepareModel();
    TrainingJob job =
        stores.submit(
            new TrainingPlan(
                LoopStores.MODEL,
                run.settings().features().offlinePath(),
                SPLIT,
                Map.of(),
                run.settings().training().mlflow().experiment(),
                List.of("demo"),
                new TrainingChoices(
                    drift.triggers().trainer(), Deployment.IF_BETTER, true, seed, List.of())));
    teller.line("training", "a first version learns from these days of the stream");
    TrainingJob ended = awaitTraining(job.id());
    tell(ended);
    String made = ended.artifacts().get(TrainingJob.VERSION);
    if (made != null && stores.active().filter(starter::equals).isPresent()) {
      teller.line("model", made + " is made active by hand: it is what is watched");
      stores.activate(made);
    }
    Optional<ModelRef> active = stores.active().filter(ref -> !ref.equals(starter));
    active.ifPresent(ref -> findings.watches(ref.version()));
    if (active.isPresent()) {
      run.startInference(active.get());
      run.startDrift(drift);
      isWatched = true;
    }
  }

  private void tell(TrainingJob ended) {
    String problem = ended.error() == null ? "" : ended.error();
    teller.line(
        "training",
        "%s %s; %s"
            .formatted(
                ended.artifacts().getOrDefault(TrainingJob.VERSION, "no version"),
                ended.status().word(),
                ended.artifacts().getOrDefault(TrainingJob.DEPLOYMENT, problem)));
  }

  /** Day after day until drift asks for a training; event time has then come to a day's end. */
  private Instant watch() throws Exception {
    String version = findings.first().orElseThrow();
    Instant day = timeline.learnt();
    boolean told = false;
    while (findings.retraining().isEmpty() && isWorthWatching(day)) {
      if (!told && !day.isBefore(timeline.change())) {
        teller.line("change", "planted: from here on the world is another one");
        told = true;
      }
      day = day.plus(Timeline.DAY);
      Optional<WatchedDay> judged = judge(version, day);
      judged.ifPresent(findings::judged);
      Optional<Retraining> triggered =
          findings.isTriggerDue(drift.triggers())
              ? await("a trigger", JUDGING, () -> stores.retraining(version))
              : stores.retraining(version);
      triggered.ifPresent(
          found -> {
            findings.triggered(found);
            teller.line("trigger", found.trigger().reason() + "; " + found.state().word());
          });
    }
    return day;
  }

  private boolean isWorthWatching(Instant day) {
    return day.isBefore(timeline.latest()) && !input.isExhausted();
  }

  private Optional<WatchedDay> judge(String version, Instant end) throws Exception {
    playTo(timeline.judged(end));
    Instant passed = end.plus(timeline.lateness());
    while (!input.sightings().hasOutcomeSince(passed) && !input.isExhausted()) {
      playTo(reached.plus(timeline.interval())); // The input has a gap here.
    }
    if (input.isExhausted()) {
      run.endWatch();
    }
    Optional<WatchedDay> any =
        await("the verdict on the day", JUDGING, () -> stores.day(version, end));
    // Where videos are seen once a day, nothing has become of a version's first answers yet.
    Optional<WatchedDay> whole =
        any.isEmpty()
            ? any
            : await(
                "what became of the day",
                DECIDING,
                () -> stores.day(version, end).filter(WatchedDay::isWhole));
    Optional<WatchedDay> day = whole.isPresent() ? whole : stores.day(version, end);
    teller.line(
        "drift",
        day.map(WatchedDay::line).orElse("the day before %s was not judged".formatted(end)));
    return day;
  }

  /** Event time stands still meanwhile. */
  private boolean retrain() throws Exception {
    UUID id = findings.retraining().orElseThrow().jobId();
    if (id == null) {
      return false;
    }
    teller.line("training", "a new version learns from the days that have drifted");
    TrainingJob ended = awaitTraining(id);
    String version = ended.artifacts().get(TrainingJob.VERSION);
    tell(ended);
    if (ended.status() != TrainingStatus.COMPLETED || version == null) {
      return false;
    }
    findings.trained(version);
    return true;
  }

  private TrainingJob awaitTraining(UUID id) throws Exception {
    return await(
            "the training",
            TRAINING,
            () -> stores.training(id).filter(job -> job.status().isFinal()))
        .orElseThrow(
            () -> new ServerException("training %s did not end in %s".formatted(id, TRAINING)));
  }

  /**
   * Callers ask, interval after interval, and report what became of it, until the canary is decided
   * on.
   *
   * @return event time then
   */
  private Instant ask(URI service, Instant day) throws Exception {
    String version = findings.second().orElseThrow();
    Instant now = nextWholeInterval(day);
    try (var callers = new Callers(service, stores.issueKey(), input.sightings(), seed)) {
      playTo(now);
      while (true) {
        List<Sighting> videos = input.sightings().since(now.minus(timeline.interval()));
        if (!videos.isEmpty()) {
          callers.ask(videos, QUESTIONS);
        }
        now = now.plus(timeline.interval());
        playTo(now);
        callers.report();
        Optional<Rollout> ended =
            await(
                "the canary",
                DECIDING,
                () -> stores.rollout(version).filter(rollout -> !rollout.isRunning()));
        String sides = sides();
        teller.line(
            "canary",
            "%,d questions, %,d outcomes; %s%s"
                .formatted(
                    callers.questions(),
                    callers.reports(),
                    sides,
                    ended.map(rollout -> "; " + rollout.state().word()).orElse("")));
        if (ended.isPresent() || !now.isBefore(timeline.latest()) || input.isExhausted()) {
          Instant at = now;
          stores
              .decision(version)
              .ifPresent(found -> findings.decided(found, at, callers.questions(), sides));
          return now;
        }
      }
    }
  }

  /** How often both sides of the canary were wrong. */
  private String sides() {
    String first = findings.first().orElseThrow();
    String second = findings.second().orElseThrow();
    Instant since = stores.rollout(second).map(Rollout::startedAt).orElse(Instant.EPOCH);
    return "wrong: %s in %s, %s in %s"
        .formatted(
            first,
            wrong(stores.side(first, TrafficVariant.ACTIVE, since)),
            second,
            wrong(stores.side(second, TrafficVariant.CANARY, since)));
  }

  private static String wrong(SideCounts side) {
    return WatchedDay.share((double) side.wrong() / side.judged());
  }

  private Instant nextWholeInterval(Instant day) {
    long interval = timeline.interval().toMillis();
    long since = reached.toEpochMilli() - day.toEpochMilli();
    return day.plusMillis((since + interval - 1) / interval * interval);
  }

  /** The first whole day of the new version. */
  private void recover(Instant promoted) throws Exception {
    Instant begin = promoted.truncatedTo(ChronoUnit.DAYS).plus(Timeline.DAY);
    playTo(begin);
    judge(findings.second().orElseThrow(), begin.plus(Timeline.DAY)).ifPresent(findings::judged);
  }

  /** Lets event time go on, step by step, and waits until everybody has seen everything. */
  private void playTo(Instant until) throws Exception {
    while (reached.isBefore(until)) {
      Instant next = reached.plus(isWatched ? timeline.step() : Timeline.DAY);
      reached = next.isBefore(until) ? next : until;
      input.release(reached);
      while (input.releasedRecords() < 0 || run.recordsCommitted() < input.releasedRecords()) {
        run.requireRunning();
        teller.progress("playing");
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis() / 4);
      }
      teller.at(reached);
      teller.progress("waiting for the jobs");
      run.awaitJobs();
    }
  }

  private <T> Optional<T> await(String what, Duration limit, Supplier<Optional<T>> look)
      throws Exception {
    long until = System.nanoTime() + limit.toNanos();
    Optional<T> found = look.get();
    while (found.isEmpty() && System.nanoTime() < until) {
      run.requireRunning();
      teller.progress("waiting for " + what);
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
      found = look.get();
    }
    return found;
  }
}
