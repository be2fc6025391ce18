package com.ytempire.ml.core.content;

import com.ytempire.ml.core.prediction.SnapshotRows;

/**
 * A piece of content that was found by its likeness to something.
 *
 * @param content the content
 * @param similarity cosine of the two embeddings, −1 to 1
 * @param recent the numbers of its newest snapshots, oldest first, {@code content} the last
 */
public record SimilarContent(ContentSnapshot content, double similarity, SnapshotRows recent) {

  /** Content of which one snapshot is known. */
  public SimilarContent(ContentSnapshot content, double similarity) {
    this(content, similarity, SnapshotRows.NONE.plus(content.numbers(), 1));
  }
}
