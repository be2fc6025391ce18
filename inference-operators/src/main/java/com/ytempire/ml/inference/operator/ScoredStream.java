package com.ytempire.ml.inference.operator;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What {@link InferenceStep} makes of a stream. Every record is in exactly one of the first three.
 *
 * @param results one per record that was answered
 * @param failures records that failed for good
 * @param timeouts records whose time ran out
 * @param switches what became of updates; one report per subtask and update that changes something
 */
public record ScoredStream<I, O>(
    DataStream<O> results,
    DataStream<FailedInference<I>> failures,
    DataStream<FailedInference<I>> timeouts,
    DataStream<ModelSwitchReport> switches) {}
