package com.ytempire.ml.api.trend;

import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.cached.TextResult;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds topics with the encoder that embeds titles. The model is loaded when the service starts,
 * on a thread of its own, and again with the next request after it could not be. Safe to share.
 */
final class LoadedTopicEncoder implements TopicEncoder {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedTopicEncoder.class);

  private static final long CLOSING_SECONDS = 10;

  private final String version;
  private final TextModelSettings settings;
  private final Executor loader;
  private @Nullable CompletableFuture<TextInference> loading;
  private boolean closed;

  /**
   * @param version name and version of the encoder, as the content index has it
   * @param loader runs loading, which takes seconds
   */
  LoadedTopicEncoder(String version, TextModelSettings settings, Executor loader) {
    this.version = version;
    this.settings = settings;
    this.loader = loader;
    var unused = inference();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public CompletableFuture<float[]> embed(String text) {
    return inference()
        .thenCompose(inference -> inference.infer(text, Set.of(TextOutput.EMBEDDING)))
        .thenApply(LoadedTopicEncoder::embedding);
  }

  private static float[] embedding(TextResult result) {
    float[] embedding = result.embedding();
    if (embedding == null) {
      throw new IllegalStateException("the text could not be embedded", result.failure());
    }
    return embedding;
  }

  private synchronized CompletableFuture<TextInference> inference() {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the encoder is closed"));
    }
    if (loading == null || loading.isCompletedExceptionally()) {
      loading = CompletableFuture.supplyAsync(this::load, loader);
    }
    return loading;
  }

  private TextInference load() {
    try {
      return SharedTextEngines.acquire(settings);
    } catch (ModelLoadException e) {
      LOG.atWarn().addKeyValue("modelId", version).setCause(e).log("topics cannot be embedded");
      throw e;
    }
  }

  /**
   * Gives the model back, and waits some seconds where it is still being loaded, so that nothing is
   * written to the cache's folder after the service has stopped.
   */
  @Override
  public void close() {
    CompletableFuture<Void> released;
    synchronized (this) {
      closed = true;
      released =
          loading == null
              ? CompletableFuture.completedFuture(null)
              : loading.thenAccept(TextInference::close).exceptionally(failure -> null);
    }
    try {
      released.get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the encoder of topics was still being loaded when the service closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
