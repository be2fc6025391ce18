package com.ytempire.ml.bench.features;

import com.ytempire.ml.bench.measure.Statistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Events per second of each job, by round.
 *
 * @param events events per job and round
 * @param state what the feature job keeps per video
 * @param rounds what each case did in each round
 */
public record JobResult(long events, StateSizes state, Map<JobCase, List<Round>> rounds) {

  /**
   * One case in one round.
   *
   * @param perSecond events per second
   * @param cpuMicros processor time per event in microseconds, collections included; unlike the
   *     rate, it hardly changes when the machine is busy with other things
   */
  public record Round(double perSecond, double cpuMicros) {}

  /** Median over the rounds, in events per second. */
  public double median(JobCase of) {
    return Statistics.median(figures(of, Round::perSecond));
  }

  /** Median over the rounds, in microseconds of processor time per event. */
  public double cpuMicros(JobCase of) {
    return Statistics.median(figures(of, Round::cpuMicros));
  }

  /** Median over the rounds of one case's rate over another's in the same round. */
  public double ratio(JobCase of, JobCase beside) {
    double[] above = figures(of, Round::perSecond);
    double[] below = figures(beside, Round::perSecond);
    double[] ratios = new double[above.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = above[i] / below[i];
    }
    return Statistics.median(ratios);
  }

  /** Every round of a case. */
  List<Round> of(JobCase each) {
    return rounds.getOrDefault(each, List.of());
  }

  private double[] figures(JobCase of, ToDoubleFunction<Round> figure) {
    return of(of).stream().mapToDouble(figure).toArray();
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
