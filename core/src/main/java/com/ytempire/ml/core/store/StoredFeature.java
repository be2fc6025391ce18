package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import java.time.Instant;

/**
 * One stored value as it goes from one store to another, without its definition.
 *
 * @param entity what it describes
 * @param name name of the column
 * @param version version of the definition
 * @param value the value in JSON
 * @param computedAt event time as of which it holds
 * @param eventId event from which it was computed
 */
public record StoredFeature(
    EntityKey entity, String name, int version, String value, Instant computedAt, String eventId) {}
