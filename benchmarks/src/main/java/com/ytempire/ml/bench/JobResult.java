package com.ytempire.ml.bench;

import java.util.List;
import java.util.Map;

/**
 * Events per second of each job, by round.
 *
 * @param events events per job and round
 * @param state what the feature job keeps per video
 * @param perSecond events per second of each case in each round
 */
public record JobResult(long events, StateSizes state, Map<JobCase, List<Double>> perSecond) {

  /** Median over the rounds, in events per second. */
  public double median(JobCase of) {
    return Statistics.median(perSecond.getOrDefault(of, List.of()));
  }

  /** Median over the rounds of one case's rate over another's in the same round. */
  public double ratio(JobCase of, JobCase beside) {
    List<Double> above = perSecond.getOrDefault(of, List.of());
    List<Double> below = perSecond.getOrDefault(beside, List.of());
    double[] ratios = new double[above.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = above.get(i) / below.get(i);
    }
    return Statistics.median(ratios);
  }

  /** The feature job beside one value, on RocksDB; at least {@link JobBenchmark#ROCKSDB_TARGET}. */
  public double rocksDbRatio() {
    return ratio(JobCase.FEATURES_ON_ROCKSDB, JobCase.VALUE_ON_ROCKSDB);
  }

  /** The feature job on heap beside a pass-through; at least {@link JobBenchmark#HEAP_TARGET}. */
  public double heapRatio() {
    return ratio(JobCase.FEATURES_ON_HEAP, JobCase.PASS_THROUGH);
  }
}
