/**
 * Pictures by Stability AI, over its REST API as published (v2beta, stable-image). Nothing here
 * repeats a call or decides on another provider.
 */
@NullMarked
package com.ytempire.ml.generation.picture.stability;

import org.jspecify.annotations.NullMarked;
