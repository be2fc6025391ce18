/**
 * Voices of paid services, by their published REST interfaces. Each asks for linear samples, so
 * that pieces can be joined, checks what comes back, and says what went wrong without a word of the
 * request or the key.
 */
@NullMarked
package com.ytempire.ml.generation.speech.remote;

import org.jspecify.annotations.NullMarked;
