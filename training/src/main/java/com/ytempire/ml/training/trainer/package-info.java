/**
 * What every way of training has in common: what goes in, what is told while it runs, and what
 * comes out. Each way is a package beside this one.
 */
@NullMarked
package com.ytempire.ml.training.trainer;

import org.jspecify.annotations.NullMarked;
