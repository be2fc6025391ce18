package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.TrafficVariant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Expects every content to grow on as it last did; can be taken away. */
final class FakeModel implements TrendModel {
  static final ModelRef REF = new ModelRef("trend_predictor", "1.2.3");

  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  int asked() {
    return asked.get();
  }

  void setAway(boolean isAway) {
    away = isAway;
  }

  @Override
  public CompletableFuture<Scores> score(
      String inputHash, CompletableFuture<List<SimilarContent>> contents, Duration timeout) {
    asked.incrementAndGet();
    if (away) {
      return CompletableFuture.failedFuture(
          ProblemException.unavailable("no version of the trend predictor can answer now", null));
    }
    return contents.thenApply(
        known ->
            new Scores(
                REF,
                TrafficVariant.ACTIVE,
                known.stream().map(SimilarContent::content).map(FakeModel::growth).toList()));
  }

  private static Growth growth(ContentSnapshot content) {
    double growth =
        Math.log1p(content.number("views"))
            - Math.log1p(content.number("views") - content.number("delta_views"));
    return new Growth(Math.min(1, growth), growth);
  }
}
