/**
 * Ports to everything that is kept: the online feature store and the feature registry. Adapters
 * live in the sub-packages named after the server they speak to; {@code memory} is complete and is
 * the reference in contract tests.
 */
@NullMarked
package com.ytempire.ml.core.store;

import org.jspecify.annotations.NullMarked;
