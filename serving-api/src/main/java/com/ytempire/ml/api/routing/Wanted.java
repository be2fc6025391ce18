package com.ytempire.ml.api.routing;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of one model have a part.
 *
 * @param active the version that takes the traffic
 * @param canary the rollout that takes a share of it, or null
 * @param shadow the rollout that is asked as well, or null
 */
record Wanted(ModelRef active, @Nullable Rollout canary, @Nullable Rollout shadow) {

  /** Every version that must be loaded, the active one first. */
  Set<ModelRef> versions() {
    Set<ModelRef> versions = new LinkedHashSet<>();
    versions.add(active);
    if (canary != null) {
      versions.add(canary.candidate());
    }
    if (shadow != null) {
      versions.add(shadow.candidate());
    }
    return versions;
  }
}
