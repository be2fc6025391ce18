/**
 * What a script is worth, measured: four scores by formulas over its text and the embeddings of its
 * sentences, and what it is published with, within the limits of YouTube. Nothing here asks a text
 * model for its opinion.
 */
@NullMarked
package com.ytempire.ml.generation.scoring;

import org.jspecify.annotations.NullMarked;
