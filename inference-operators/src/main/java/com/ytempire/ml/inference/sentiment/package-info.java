/**
 * Sentiment of short texts: score = P(positive) − P(negative), in [−1, 1].
 *
 * <p>Holds the small model that ships with the platform (a softmax head on a sentence embedding and
 * lexicon features), its training, and the score of a classifier loaded by path. Which of the two a
 * configured name means is decided in {@code engine}.
 */
@NullMarked
package com.ytempire.ml.inference.sentiment;

import org.jspecify.annotations.NullMarked;
