package com.ytempire.ml.api.model;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Another version for a model.
 *
 * @param version which one; at most 20 letters, digits, {@code .}, {@code _} and {@code -}
 * @param source address of its folder, below the registry or an allowed source; absent for the
 *     registry's own
 * @param validate whether it must have a known example and answer in the form of the version that
 *     serves; default true. A damaged version, or one that answers its known example wrongly, is
 *     never loaded
 * @param canaryPercentage share of the traffic that it takes as a canary, 1 to 99; 100 makes it the
 *     active version at once, 0 leaves it without traffic; default 10
 */
@Introspected
record ReloadRequest(
    @NotBlank
        @Size(max = 20)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]*", message = "must be a version such as 1.2.4")
        String version,
    @Nullable @Size(min = 1, max = 1000) String source,
    @Nullable Boolean validate,
    @Nullable @Min(0) @Max(100) Integer canaryPercentage) {
  private static final int DEFAULT_PERCENTAGE = 10;

  boolean isValidated() {
    return validate == null || validate;
  }

  int percentage() {
    return canaryPercentage == null ? DEFAULT_PERCENTAGE : canaryPercentage;
  }
}
