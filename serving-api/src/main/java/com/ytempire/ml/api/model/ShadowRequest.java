package com.ytempire.ml.api.model;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How much a version is asked in the shadow.
 *
 * @param percentage share of the requests, 1 to 100; 0 ends it; default 100
 */
@Introspected
record ShadowRequest(@Nullable @Min(0) @Max(100) Integer percentage) {}
