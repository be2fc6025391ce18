package com.ytempire.ml.api.model;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why a canary is promoted or taken back.
 *
 * @param reason in the caller's words, kept with the rollout
 */
@Introspected
record EndRequest(@Nullable @Size(min = 1, max = 500) String reason) {}
