/**
 * Sound as numbers: mono samples, their rate converted, pieces joined, their level set and
 * measured, and read and written as wav, mp3 and ogg. It knows nothing of speech or of who makes
 * it.
 */
@NullMarked
package com.ytempire.ml.generation.audio;

import org.jspecify.annotations.NullMarked;
