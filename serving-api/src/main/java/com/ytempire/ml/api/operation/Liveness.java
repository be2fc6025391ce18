package com.ytempire.ml.api.operation;

import io.micronaut.core.annotation.Introspected;

/**
 * That the process lives.
 *
 * @param status always {@code up}
 */
@Introspected
record Liveness(String status) {}
