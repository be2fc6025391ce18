package com.ytempire.ml.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a reload.
 *
 * @param status {@code success} or {@code failed}
 * @param modelId the version that was asked for
 * @param loadedAt when it was loaded; null where it was not
 * @param validationPassed whether it was validated, and passed
 * @param canaryEnabled whether it takes a share of the traffic now
 * @param message why it failed; absent where it did not
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReloadResponse(
    String status,
    String modelId,
    @Nullable Instant loadedAt,
    boolean validationPassed,
    boolean canaryEnabled,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message) {

  static ReloadResponse success(
      String modelId, Instant loadedAt, boolean validationPassed, boolean canaryEnabled) {
    return new ReloadResponse("success", modelId, loadedAt, validationPassed, canaryEnabled, null);
  }

  static ReloadResponse failed(String modelId, @Nullable Instant loadedAt, String message) {
    return new ReloadResponse("failed", modelId, loadedAt, false, false, message);
  }
}
