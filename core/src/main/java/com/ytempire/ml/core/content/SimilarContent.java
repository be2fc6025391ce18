package com.ytempire.ml.core.content;

/**
 * A piece of content that was found by its likeness to something.
 *
 * @param content the content
 * @param similarity cosine of the two embeddings, −1 to 1
 */
public record SimilarContent(ContentSnapshot content, double similarity) {}
