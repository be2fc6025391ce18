/**
 * What all of training speaks of: examples of entities at times, what is learnt of them, the sides
 * that they are on, and rows, which are examples with what a set says of them. Nothing here reads,
 * makes or stores any of it.
 */
@NullMarked
package com.ytempire.ml.training.example;

import org.jspecify.annotations.NullMarked;
