/**
 * Text as it is spoken: sentences with pauses, numbers and signs in words, and a strict subset of
 * SSML. It knows nothing of voices, providers or sound.
 */
@NullMarked
package com.ytempire.ml.generation.spoken;

import org.jspecify.annotations.NullMarked;
