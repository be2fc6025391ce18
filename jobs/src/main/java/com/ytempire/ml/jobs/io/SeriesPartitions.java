package com.ytempire.ml.jobs.io;

import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * In which partition of a topic a series lies: that of the subtask which would own its state if a
 * job had as many subtasks as the topic has partitions.
 *
 * <p>So a partition is written by one subtask alone, while the partitions are a multiple of the
 * subtasks, and each partition is in the order of one of the topic that was read. A partition with
 * the records of several subtasks would be out of order by as much as one of them is ahead, which
 * after a restart may be days of event time; and how far a partition is would then say little of
 * what is still to come in it. Stateless.
 */
public final class SeriesPartitions {
  private SeriesPartitions() {}

  /**
   * The partition, from 0.
   *
   * @param series by what the jobs key a series: the id of the entity
   * @param partitions how many there are, 1 to 128
   */
  public static int partition(String series, int partitions) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        series, StreamSettings.MAX_PARALLELISM, partitions);
  }
}
