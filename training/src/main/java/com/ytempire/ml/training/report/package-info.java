/**
 * How well a version did when it was made, as a file that stays with it, and as a page with
 * pictures. It shows what the evaluation found and computes no figures of its own.
 */
@NullMarked
package com.ytempire.ml.training.report;

import org.jspecify.annotations.NullMarked;
