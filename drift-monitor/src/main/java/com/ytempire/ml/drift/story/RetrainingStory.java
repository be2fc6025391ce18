package com.ytempire.ml.drift.story;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One retraining from the first window that drifted to the version's place in the traffic, as far
 * as it has come. What there is not yet is null or empty. Windows and triggers have event time, all
 * else the wall clock; in a stream that is played faster or later these are far apart.
 *
 * @param modelName name of the model
 * @param modelId the version that was watched, such as {@code trend_predictor_v1.2.3}
 * @param triggerId the trigger
 * @param standing where it stands, the word of a {@link Standing}
 * @param summary the whole story in a few sentences
 * @param onset the windows that led to the trigger
 * @param trigger evidence enough
 * @param training what it started or joined; null while it only cools down
 * @param version what the training made
 * @param trials how the version came into traffic, oldest first
 * @param decisions on the version's part in the traffic, oldest first
 * @param performance how right the version before and the new one were
 * @param timeline what happened, in order
 */
public record RetrainingStory(
    String modelName,
    String modelId,
    UUID triggerId,
    String standing,
    String summary,
    Onset onset,
    Trigger trigger,
    @Nullable Training training,
    @Nullable MadeVersion version,
    List<Trial> trials,
    List<Decision> decisions,
    Performance performance,
    List<Moment> timeline) {
  public RetrainingStory {
    trials = List.copyOf(trials);
    decisions = List.copyOf(decisions);
    timeline = List.copyOf(timeline);
  }

  /**
   * A trigger.
   *
   * @param since start of the first window that counted, in event time
   * @param at end of the window that completed the evidence, in event time
   * @param recordedAt when it was recorded, by the wall clock
   * @param reason in words
   * @param outcome {@code started}, {@code joined} or {@code cooling_down}
   * @param note why nothing was started; empty where it was
   * @param followsId the trigger that had started the training which this one joined or waits after
   * @param evidence what had changed, the newest window first, the strongest first
   */
  public record Trigger(
      Instant since,
      Instant at,
      Instant recordedAt,
      String reason,
      String outcome,
      String note,
      @Nullable UUID followsId,
      List<Evidence> evidence) {
    public Trigger {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * One thing that had changed in one window, as the trigger has it.
   *
   * @param pValue after correction; null where the measure has none
   */
  public record Evidence(
      String kind,
      String name,
      String slice,
      Instant from,
      Instant to,
      String measure,
      @Nullable Double value,
      @Nullable Double threshold,
      @Nullable Double pValue,
      long reference,
      long current) {}

  /**
   * A training.
   *
   * @param jobId its id as the service gives it: {@code train_job_} and a UUID
   * @param status {@code pending}, {@code running}, {@code completed}, {@code failed} or {@code
   *     cancelled}
   * @param createdBy who asked for it
   * @param createdAt when
   * @param startedAt when a worker first took it
   * @param completedAt when it ended
   * @param attempts how often a worker took it
   * @param lostWorkers how often its worker fell silent
   * @param worker who has it, or had it last
   * @param epoch how often it has gone through its data
   * @param totalEpochs how often it will at most
   * @param version number of the version that it makes; known when it begins
   * @param deployment whether the version takes traffic, and why not
   * @param error why it failed
   */
  public record Training(
      String jobId,
      String status,
      String createdBy,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      int attempts,
      int lostWorkers,
      @Nullable String worker,
      int epoch,
      @Nullable Integer totalEpochs,
      @Nullable String version,
      @Nullable String deployment,
      @Nullable String error) {}

  /**
   * The version that came of it.
   *
   * @param modelId such as {@code trend_predictor_v1.2.4}
   * @param status {@code active}, {@code inactive} or {@code deprecated}, now
   * @param createdAt when it was registered
   * @param deployedAt when it was last made active
   * @param besideModelId the version beside which it was judged by the same tests, if one was
   * @param judgement what those tests say, one sentence each
   * @param figures by its tests, beside those of the other version
   */
  public record MadeVersion(
      String modelId,
      String status,
      Instant createdAt,
      @Nullable Instant deployedAt,
      @Nullable String besideModelId,
      List<String> judgement,
      List<Figure> figures) {
    public MadeVersion {
      judgement = List.copyOf(judgement);
      figures = List.copyOf(figures);
    }
  }

  /**
   * A figure of two versions.
   *
   * @param name such as {@code viral_probability_auc}
   * @param value of the new version
   * @param beside of the other one by the same tests; null where it has none
   */
  public record Figure(String name, double value, @Nullable Double beside) {}

  /**
   * Something that was decided on the version.
   *
   * @param rolloutId the rollout; null where the active version was taken back
   * @param at when
   * @param step such as {@code started} or {@code promoted}
   * @param percentage share of the requests from then on
   * @param decidedBy a caller's name, or {@code canary-evidence}
   * @param automatic whether no human decided
   * @param reason why
   * @param look what was known; null where nothing was measured
   */
  public record Decision(
      @Nullable UUID rolloutId,
      Instant at,
      String step,
      int percentage,
      String decidedBy,
      boolean automatic,
      String reason,
      Trial.@Nullable Look look) {}

  /**
   * Something that happened.
   *
   * @param at when
   * @param clock {@code event_time} or {@code wall_clock}
   * @param step such as {@code first_drift} or {@code promoted}
   * @param text one sentence
   */
  public record Moment(Instant at, String clock, String step, String text) {
    /** The clock of the data. */
    public static final String EVENT_TIME = "event_time";

    /** The clock of the machines. */
    public static final String WALL_CLOCK = "wall_clock";
  }
}
