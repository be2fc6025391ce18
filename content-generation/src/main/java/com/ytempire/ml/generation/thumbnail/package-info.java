/**
 * Thumbnails: what is asked for, how often each of them will be clicked, and which to take. The
 * pictures behind the text come from a provider of pictures where one is asked; text, faces and
 * everything else are drawn here, in the package below.
 */
@NullMarked
package com.ytempire.ml.generation.thumbnail;

import org.jspecify.annotations.NullMarked;
