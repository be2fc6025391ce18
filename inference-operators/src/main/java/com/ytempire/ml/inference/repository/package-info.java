/**
 * Where versions of models are kept, and how they come to this machine: the repository in S3 or in
 * a folder, and the bounded, verified cache in front of it.
 *
 * <p>A version appears whole or not at all and never changes. Whatever is handed out has the
 * lengths and digests that its manifest says.
 */
@NullMarked
package com.ytempire.ml.inference.repository;

import org.jspecify.annotations.NullMarked;
