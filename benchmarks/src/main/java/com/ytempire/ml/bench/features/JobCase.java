package com.ytempire.ml.bench.features;

import java.util.List;
import java.util.Locale;

/**
 * One job on one kind of state.
 *
 * @param job what runs
 * @param backend where its state is; a pass-through has none, so it runs once
 */
public record JobCase(ComparedJob job, Backend backend) {
  /** Kinds of state, by Flink's names. */
  public enum Backend {
    HASHMAP("heap"),
    ROCKSDB("RocksDB");

    private final String label;

    Backend(String label) {
      this.label = label;
    }

    /** Flink's name of the backend. */
    String option() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final JobCase PASS_THROUGH = new JobCase(ComparedJob.PASS_THROUGH, Backend.HASHMAP);
  static final JobCase VALUE_ON_HEAP = new JobCase(ComparedJob.ONE_VALUE, Backend.HASHMAP);
  static final JobCase FEATURES_ON_HEAP = new JobCase(ComparedJob.FEATURES, Backend.HASHMAP);
  static final JobCase VALUE_ON_ROCKSDB = new JobCase(ComparedJob.ONE_VALUE, Backend.ROCKSDB);
  static final JobCase FEATURES_ON_ROCKSDB = new JobCase(ComparedJob.FEATURES, Backend.ROCKSDB);

  /** Every case, each beside what it is compared with. */
  static final List<JobCase> ALL =
      List.of(PASS_THROUGH, FEATURES_ON_HEAP, VALUE_ON_HEAP, FEATURES_ON_ROCKSDB, VALUE_ON_ROCKSDB);

  String label() {
    return job == ComparedJob.PASS_THROUGH ? job.label() : job.label() + ", " + backend.label;
  }

  /** Name in JSON. */
  String key() {
    return job == ComparedJob.PASS_THROUGH
        ? "pass_through"
        : job.name().toLowerCase(Locale.ROOT) + "_" + backend.option();
  }
}
