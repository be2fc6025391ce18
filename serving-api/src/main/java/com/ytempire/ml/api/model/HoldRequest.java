package com.ytempire.ml.api.model;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whether only humans decide on a canary.
 *
 * @param held false lets it be decided on without a human again; default true
 * @param reason in the caller's words, kept with the decision
 */
@Introspected
record HoldRequest(@Nullable Boolean held, @Nullable @Size(min = 1, max = 500) String reason) {}
