/**
 * Scripts of videos: what is asked for, what is written, and how long it takes to say. Plain
 * records without JSON or providers; who writes them lives beside this package.
 */
@NullMarked
package com.ytempire.ml.generation.script;

import org.jspecify.annotations.NullMarked;
