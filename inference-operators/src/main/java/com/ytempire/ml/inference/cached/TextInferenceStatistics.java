package com.ytempire.ml.inference.cached;

import com.ytempire.ml.inference.batching.BatcherStatistics;

/**
 * Totals over the models of one engine.
 *
 * @param batching runs of the model that does most of the work: the encoder, or the classifier
 *     where there is no encoder; for all callers of the model in the process
 * @param cacheHits texts answered without a run of their own
 * @param cacheMisses texts that needed a run
 */
public record TextInferenceStatistics(
    BatcherStatistics batching, long cacheHits, long cacheMisses) {}
