/**
 * The voice that needs no key, no network and no installation: MaryTTS with a statistical English
 * voice, in this process.
 */
@NullMarked
package com.ytempire.ml.generation.speech.local;

import org.jspecify.annotations.NullMarked;
