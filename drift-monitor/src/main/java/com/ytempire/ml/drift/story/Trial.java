package com.ytempire.ml.drift.story;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version on its way into traffic. Times are of the wall clock.
 *
 * @param rolloutId the rollout
 * @param modelId the version that was tried
 * @param kind {@code canary} or {@code shadow}
 * @param state {@code running}, {@code promoted}, {@code rolled_back}, {@code kept} or {@code
 *     stopped}
 * @param percentage share of the requests
 * @param startedAt when it began
 * @param endedAt when it was over
 * @param reason why it ended
 * @param looks of the sequential test, oldest first: those at which half as much again had been
 *     seen
 */
public record Trial(
    UUID rolloutId,
    String modelId,
    String kind,
    String state,
    int percentage,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    List<Look> looks) {
  public Trial {
    looks = List.copyOf(looks);
  }

  /**
   * What was known when it was looked at.
   *
   * @param at when
   * @param since answers from then on were compared
   * @param verdict {@code go_on}, {@code promote}, {@code roll_back} or {@code keep}
   * @param activeRequests of the active version
   * @param candidateRequests of the new version
   * @param activeJudged answers of the active version whose outcome was known
   * @param candidateJudged the same of the new version
   * @param questions what was asked of both
   * @param missing what a promotion waited for
   */
  public record Look(
      Instant at,
      Instant since,
      String verdict,
      long activeRequests,
      long candidateRequests,
      long activeJudged,
      long candidateJudged,
      List<Question> questions,
      List<String> missing) {
    public Look {
      questions = List.copyOf(questions);
      missing = List.copyOf(missing);
    }
  }

  /**
   * What was asked of both versions; less is better.
   *
   * @param question {@code errors}, {@code slow}, {@code wrong} or {@code loss}
   * @param active share of the active version
   * @param candidate share of the new version
   * @param above the true difference, new less active, is above this
   * @param below and below this, however often it is looked at
   * @param margin from which difference on it matters
   * @param harm whether the new version is worse
   * @param cleared whether it is not worse by the margin
   */
  public record Question(
      String question,
      double active,
      double candidate,
      double above,
      double below,
      double margin,
      boolean harm,
      boolean cleared) {}
}
