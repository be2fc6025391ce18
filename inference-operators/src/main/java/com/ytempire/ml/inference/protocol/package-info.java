/**
 * The Open Inference Protocol, version 2 over HTTP with JSON and the binary tensor data extension,
 * as a class library: bytes of a request in, bytes of a response out.
 *
 * <p>Knows no HTTP server, which a service brings, and no store: which versions are served is asked
 * of {@link com.ytempire.ml.inference.protocol.ServedModels}, and {@code engine} runs them.
 */
@NullMarked
package com.ytempire.ml.inference.protocol;

import org.jspecify.annotations.NullMarked;
