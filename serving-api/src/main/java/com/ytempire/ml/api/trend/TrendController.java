package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.cache.CacheControl;
import com.ytempire.ml.api.http.RequestDeadline;
import com.ytempire.ml.api.security.Scopes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether topics are about to take off. */
@Controller("/predict/trend")
@Secured(Scopes.PREDICT)
class TrendController {
  private final TrendService service;
  private final TrendBatches batches;

  TrendController(TrendService service, TrendBatches batches) {
    this.service = service;
    this.batches = batches;
  }

  /**
   * One topic.
   *
   * @param cacheControl with {@code no-cache} the answer is computed anew, whatever is kept
   */
  @Post
  CompletableFuture<TrendResponse> predict(
      @Body @Valid TrendRequest request,
      @Header("Cache-Control") @Nullable String cacheControl,
      HttpRequest<?> call) {
    return service.predict(request, CacheControl.of(cacheControl), RequestDeadline.remaining(call));
  }

  /**
   * Up to 256 topics, each answered or refused for itself.
   *
   * @param cacheControl with {@code no-cache} the answers are computed anew, whatever is kept
   */
  @Post("/batch")
  CompletableFuture<TrendBatchResponse> predictAll(
      @Body @Valid TrendBatchRequest request,
      @Header("Cache-Control") @Nullable String cacheControl) {
    return batches.predict(request, CacheControl.of(cacheControl));
  }
}
