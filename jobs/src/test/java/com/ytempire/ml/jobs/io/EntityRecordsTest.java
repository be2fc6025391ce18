package com.ytempire.ml.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class EntityRecordsTest {
  private static final int PARTITIONS = 4;

  private static final KafkaSinkContext CONTEXT =
      new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
          return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
          return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
          return IntStream.range(0, PARTITIONS).toArray();
        }
      };

  @Test
  void aPartitionIsWrittenByOneSubtaskWhereTheySharePartitionsEvenly() {
    for (int subtasks : new int[] {1, 2, 4}) {
      for (int i = 0; i < 1_000; i++) {
        String id = "MX|" + Integer.toString(i * 7919, 36);
        int subtask =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                id, StreamSettings.MAX_PARALLELISM, subtasks);
        int partition = SeriesPartitions.partition(id, PARTITIONS);

        assertThat(partition / (PARTITIONS / subtasks)).as(id).isEqualTo(subtask);
      }
    }
  }

  @Test
  void seriesAreSpreadOverAllPartitions() {
    int[] series = new int[PARTITIONS];
    for (int i = 0; i < 4_000; i++) {
      series[SeriesPartitions.partition("video-" + i, PARTITIONS)]++;
    }

    for (int here : series) {
      assertThat(here).isBetween(800, 1_200);
    }
  }

  @Test
  void aRecordIsKeyedByTypeAndIdAndLiesInItsSeriesPartition() {
    var video = new EntityKey(EntityKey.VIDEO, "vidéo-日本");

    var record = EntityRecords.of("features", video, new byte[] {1}, CONTEXT);

    assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("video:vidéo-日本");
    assertThat(record.partition()).isEqualTo(SeriesPartitions.partition(video.id(), PARTITIONS));
    assertThat(record.value()).containsExactly(1);
  }
}
