package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.cached.TextResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Embeds by the platform's own text models, which batch the sentences of all callers and remember
 * them. Safe to share; the inference belongs to whoever made it, who also closes it.
 */
public final class InferenceEmbedder implements Embedder {
  private final TextInference inference;
  private final Duration timeout;

  /**
   * @param inference with a model of embeddings configured
   * @param timeout longest time for all texts of a call
   */
  public InferenceEmbedder(TextInference inference, Duration timeout) {
    this.inference = inference;
    this.timeout = timeout;
  }

  @Override
  public List<float[]> embed(List<String> texts) throws InterruptedException {
    Set<TextOutput> outputs = Set.of(TextOutput.EMBEDDING);
    List<CompletableFuture<TextResult>> asked =
        texts.stream().map(text -> inference.infer(text, outputs)).toList();
    long until = System.nanoTime() + timeout.toNanos();
    List<float[]> embeddings = new ArrayList<>();
    for (CompletableFuture<TextResult> result : asked) {
      embeddings.add(embedding(result, until - System.nanoTime()));
    }
    return embeddings;
  }

  private float[] embedding(CompletableFuture<TextResult> result, long nanos)
      throws InterruptedException {
    try {
      TextResult answer = result.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      float[] embedding = answer.embedding();
      if (embedding == null) {
        throw new EmbeddingException("no embedding: " + answer.failureReason());
      }
      return embedding;
    } catch (TimeoutException e) {
      throw new EmbeddingException("no embeddings in %d ms".formatted(timeout.toMillis()));
    } catch (ExecutionException e) {
      throw new EmbeddingException("no embedding: " + e.getCause());
    }
  }
}
