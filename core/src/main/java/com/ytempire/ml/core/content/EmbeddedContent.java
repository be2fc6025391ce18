package com.ytempire.ml.core.content;

import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of content with where its title lies among the others.
 *
 * @param content the content
 * @param encoder the model version that made the embedding, as {@code name/version}; embeddings of
 *     different ones cannot be compared
 * @param embedding the embedding of the title. Not to be changed
 */
public record EmbeddedContent(ContentSnapshot content, String encoder, float[] embedding) {

  @Override
  public boolean equals(Object other) {
    return other instanceof EmbeddedContent that
        && content.equals(that.content)
        && encoder.equals(that.encoder)
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(content, encoder, Arrays.hashCode(embedding));
  }

  @Override
  public String toString() {
    return "EmbeddedContent[%s, %s, %d components]".formatted(content, encoder, embedding.length);
  }
}
