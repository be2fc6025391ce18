package com.ytempire.ml.api.similar;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.trend.TopicEncoder;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.event.TopicName;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.StoreUnavailableException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds content like a text or like other content. Safe to share; never blocks. */
@Singleton
final class SimilarService {
  private final TopicEncoder encoder;
  private final ContentIndex index;
  private final ExecutorService blocking;
  private final long timeoutMillis;

  SimilarService(
      TopicEncoder encoder,
      ContentIndex index,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
      PlatformSettings settings) {
    this.encoder = encoder;
    this.index = index;
    this.blocking = blocking;
    this.timeoutMillis = settings.models().defaultTimeout().toMillis();
  }

  /**
   * Answers a request.
   *
   * @return fails with a {@link ProblemException}
   */
  CompletableFuture<SimilarResponse> find(SimilarRequest request) {
    String text = request.text();
    String contentId = request.contentId();
    if ((text == null) == (contentId == null)) {
      return CompletableFuture.failedFuture(
          ProblemException.invalid("text", null, "expected either text or content_id"));
    }
    if (text != null && TopicName.canonical(text).isEmpty()) {
      return CompletableFuture.failedFuture(
          ProblemException.invalid("text", null, "expected a text with a word in it"));
    }
    CompletableFuture<List<SimilarContent>> found =
        text == null ? likeContent(request, String.valueOf(contentId)) : likeText(request, text);
    return found
        .thenApply(contents -> SimilarResponse.of(contents, encoder.version()))
        .orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              throw problem(failure);
            });
  }

  private CompletableFuture<List<SimilarContent>> likeText(SimilarRequest request, String text) {
    return encoder
        .embed(text)
        .thenApplyAsync(embedding -> nearest(request, embedding, null), blocking);
  }

  private CompletableFuture<List<SimilarContent>> likeContent(
      SimilarRequest request, String contentId) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            EmbeddedContent content =
                index
                    .find(contentId, encoder.version())
                    .orElseThrow(
                        () -> ProblemException.notFound("there is no content of this content_id"));
            return nearest(request, content.embedding(), contentId);
          },
          blocking);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * @param itself what is left out, or null
   */
  private List<SimilarContent> nearest(
      SimilarRequest request, float[] embedding, @Nullable String itself) {
    int limit = request.limitOrUsual();
    return index
        .nearest(
            embedding, encoder.version(), itself == null ? limit : limit + 1, request.sinceOrEver())
        .stream()
        .filter(similar -> !similar.content().entityId().equals(itself))
        .filter(similar -> similar.similarity() >= request.leastSimilarity())
        .limit(limit)
        .toList();
  }

  private static RuntimeException problem(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable known = failure instanceof CompletionException && cause != null ? cause : failure;
    if (known instanceof TimeoutException) {
      return ProblemException.timeout();
    }
    if (known instanceof ProblemException || known instanceof StoreUnavailableException) {
      return (RuntimeException) known;
    }
    return ProblemException.unavailable("similar content cannot be looked for now", known);
  }
}
