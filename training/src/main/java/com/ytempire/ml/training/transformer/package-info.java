/**
 * A transformer over the last snapshots of an entity, with one answer per head. PyTorch trains it
 * through DJL; the exported network holds all that comes before and after the encoder, so that
 * service and jobs need no PyTorch.
 */
@NullMarked
package com.ytempire.ml.training.transformer;

import org.jspecify.annotations.NullMarked;
