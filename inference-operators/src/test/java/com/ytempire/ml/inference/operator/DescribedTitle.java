package com.ytempire.ml.inference.operator;

/**
 * What a test job gives for one title.
 *
 * @param width numbers in the embedding, 0 where there is none
 */
public record DescribedTitle(String title, int width, double sentiment, String failure) {

  static DescribedTitle of(String title, float[] embedding, double sentiment, String failure) {
    return new DescribedTitle(title, embedding == null ? 0 : embedding.length, sentiment, failure);
  }
}
