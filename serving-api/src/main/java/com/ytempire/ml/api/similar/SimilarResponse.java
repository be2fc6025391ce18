package com.ytempire.ml.api.similar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.SimilarContent;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /similar}.
 *
 * @param results most similar first
 * @param total how many there are
 * @param encoder version of the model that compared the texts
 */
@Introspected
record SimilarResponse(List<Result> results, int total, String encoder) {

  static SimilarResponse of(List<SimilarContent> found, String encoder) {
    return new SimilarResponse(found.stream().map(Result::of).toList(), found.size(), encoder);
  }

  /**
   * A piece of content.
   *
   * @param contentId its id
   * @param contentType what it is
   * @param similarity cosine, −1 to 1
   * @param title its title
   * @param channelId its channel, or null
   * @param categoryId its YouTube category, or null
   * @param publishTime when it was published, or null
   * @param views views in its newest snapshot, or null
   * @param snapshotTime time of that snapshot
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Result(
      String contentId,
      ContentType contentType,
      double similarity,
      String title,
      @Nullable String channelId,
      @Nullable Integer categoryId,
      @Nullable Instant publishTime,
      @Nullable Long views,
      Instant snapshotTime) {
    private static final double DECIMALS = 1e4;

    static Result of(SimilarContent similar) {
      ContentSnapshot content = similar.content();
      double views = content.number("views");
      return new Result(
          content.entityId(),
          ContentType.VIDEO,
          Math.rint(similar.similarity() * DECIMALS) / DECIMALS,
          content.title(),
          content.channel(),
          content.categoryId(),
          content.publishTime(),
          Double.isNaN(views) ? null : (long) views,
          content.eventTime());
    }
  }
}
