package com.ytempire.ml.local.demo;

import java.time.Instant;

/**
 * What was last seen of a video in a region.
 *
 * @param series region and video, as in {@code US|abc}
 * @param topic what it is about, as a caller would say it
 * @param time of the snapshot
 * @param views at that time
 */
record Sighting(String series, String topic, Instant time, long views) {}
