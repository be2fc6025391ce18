package com.ytempire.ml.jobs.training;

import com.ytempire.ml.training.dataset.StoreRow;
import com.ytempire.ml.training.example.EntityTime;
import org.jspecify.annotations.Nullable;

/**
 * Something of a group: a row of the store, or a time that is asked for.
 *
 * @param group by which they are brought together
 * @param row what was read; null for a time
 * @param asked an entity at a time; null for a row
 */
public record GroupPart(String group, @Nullable StoreRow row, @Nullable EntityTime asked) {}
