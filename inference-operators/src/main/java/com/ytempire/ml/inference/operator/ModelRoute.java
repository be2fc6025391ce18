package com.ytempire.ml.inference.operator;

import org.jspecify.annotations.Nullable;

/**
 * Where a model's traffic goes; the checkpointed state of {@link SwitchModels}.
 *
 * @param current version that answers
 * @param wanted version that is being loaded to take over, or null
 */
public record ModelRoute(String current, @Nullable String wanted) {}
