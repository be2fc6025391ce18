/**
 * Which examples are learnt from, which steer a run and which judge it: by time and by group, so
 * that nothing that is judged was known when learning ended.
 */
@NullMarked
package com.ytempire.ml.training.split;

import org.jspecify.annotations.NullMarked;
