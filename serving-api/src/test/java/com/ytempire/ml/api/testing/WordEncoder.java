package com.ytempire.ml.api.testing;

import com.ytempire.ml.api.trend.TopicEncoder;
import com.ytempire.ml.core.store.ContentIndex;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Embeds texts by their words, without a model: the cosine of two texts is the share of words that
 * they have in common.
 */
public final class WordEncoder implements TopicEncoder {
  public static final String VERSION = "words/1";

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public CompletableFuture<float[]> embed(String text) {
    return CompletableFuture.completedFuture(embedding(text));
  }

  /** The embedding, at once. */
  public static float[] embedding(String text) {
    float[] embedding = new float[ContentIndex.WIDTH];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        embedding[Math.floorMod(word.hashCode() * 31, embedding.length)] += 1;
      }
    }
    double length = 0;
    for (float component : embedding) {
      length += component * component;
    }
    for (int i = 0; i < embedding.length && length > 0; i++) {
      embedding[i] /= (float) Math.sqrt(length);
    }
    return embedding;
  }

  @Override
  public void close() {}
}
