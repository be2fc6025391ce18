package com.ytempire.ml.api.similar;

import com.ytempire.ml.core.store.CoalescedWrites;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /similar}: either a text or the id of content.
 *
 * @param text a text, such as a title
 * @param contentId id of content that is known, {@code region|video_id} as in events; itself is not
 *     among the results
 * @param contentType what is looked for; absent: {@code video}, the only kind there is
 * @param limit most results, 1 to 100; absent: 10
 * @param minSimilarity least cosine of a result, −1 to 1; absent: 0
 * @param since content whose newest snapshot is older is left out; absent: any age
 */
@Introspected
record SimilarRequest(
    @Nullable @Size(min = 1, max = 1000) String text,
    @Nullable @Size(min = 1, max = CoalescedWrites.MAX_ENTITY_ID_LENGTH) String contentId,
    @Nullable ContentType contentType,
    @Nullable @Min(1) @Max(100) Integer limit,
    @Nullable @DecimalMin("-1") @DecimalMax("1") Double minSimilarity,
    @Nullable Instant since) {
  private static final int USUAL_LIMIT = 10;

  int limitOrUsual() {
    return limit == null ? USUAL_LIMIT : limit;
  }

  double leastSimilarity() {
    return minSimilarity == null ? 0 : minSimilarity;
  }

  Instant sinceOrEver() {
    return since == null ? Instant.EPOCH : since;
  }
}
