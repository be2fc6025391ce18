/**
 * The networks of a version, asked of examples as the service asks them: that of floats beside its
 * trainer, that of 8-bit weights beside it, and that of the active version beside the new one.
 */
@NullMarked
package com.ytempire.ml.training.network;

import org.jspecify.annotations.NullMarked;
