package com.ytempire.ml.features.definition;

import java.time.Duration;

/**
 * What every feature has.
 *
 * @param name its name, unique in the file
 * @param group the group it stands in
 * @param version version of the definition, from 1
 * @param ttl age after which a value is stale
 * @param description what it means, or empty
 * @param line line of the file where it begins, from 1
 */
public record FeatureHead(
    String name, FeatureGroup group, int version, Duration ttl, String description, int line) {}
