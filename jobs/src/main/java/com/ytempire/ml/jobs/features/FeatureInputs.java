package com.ytempire.ml.jobs.features;

import com.ytempire.ml.jobs.io.SignalRecord;
import com.ytempire.ml.jobs.io.VideoRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the feature job reads.
 *
 * @param videos snapshots of videos
 * @param videoTime how their event time advances
 * @param signals trend signals, or null for a run that has none
 * @param signalTime how their event time advances
 */
public record FeatureInputs(
    Source<VideoRecord, ?, ?> videos,
    WatermarkStrategy<VideoRecord> videoTime,
    @Nullable Source<SignalRecord, ?, ?> signals,
    WatermarkStrategy<SignalRecord> signalTime) {}
