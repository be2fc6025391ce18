/**
 * Definitions compiled: the columns they give, and the programs that compute them.
 *
 * <p>One plan serves stream, batch and request-time evaluation. Parsing belongs to {@code
 * definition}, the computation itself to {@code series}.
 */
@NullMarked
package com.ytempire.ml.features.plan;

import org.jspecify.annotations.NullMarked;
