/**
 * The Open Inference Protocol, version 2, at {@code /v2}: the registry's models by the engines of
 * this process, under the service's own security. What the protocol says is known to {@code
 * inference.protocol}; here is only where its requests come from and which models they may name.
 */
@NullMarked
package com.ytempire.ml.api.inference;

import org.jspecify.annotations.NullMarked;
