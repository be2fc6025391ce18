/**
 * What the commands about training do: they find the data and the definitions of a stack, and show
 * what was made. How sets are made and models trained belongs to the training module.
 */
@NullMarked
package com.ytempire.ml.local.training;

import org.jspecify.annotations.NullMarked;
