/**
 * Where finished speech, pictures and videos lie, in a folder or a bucket, so that they can be read
 * again, in parts as well.
 */
@NullMarked
package com.ytempire.ml.generation.artefact;

import org.jspecify.annotations.NullMarked;
