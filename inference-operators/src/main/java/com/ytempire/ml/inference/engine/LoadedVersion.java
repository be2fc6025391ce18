package com.ytempire.ml.inference.engine;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.BatcherStatistics;
import com.ytempire.ml.inference.model.Variant;
import java.time.Instant;

/**
 * A version that is ready to answer.
 *
 * @param device {@code CPU}, or {@code CUDA:} and a number
 * @param variant which of its networks runs
 * @param since when it became ready
 * @param leases how many hold it
 * @param statistics what it has done since
 */
public record LoadedVersion(
    ModelRef ref,
    String device,
    Variant variant,
    Instant since,
    int leases,
    BatcherStatistics statistics) {}
