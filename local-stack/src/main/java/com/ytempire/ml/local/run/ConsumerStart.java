package com.ytempire.ml.local.run;

import com.ytempire.ml.local.server.Causes;
import com.ytempire.ml.local.server.ServerException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Where a job begins to read that was never started: at the begin, unless it is told otherwise. */
final class ConsumerStart {
  private ConsumerStart() {}

  /**
   * Lets a consumer group begin behind everything that a topic has now.
   *
   * @throws ServerException when the broker does not take it
   */
  static void behind(String bootstrapServers, String group, String topic)
      throws InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      Map<String, TopicDescription> described =
          admin.describeTopics(List.of(topic)).allTopicNames().get();
      for (TopicDescription description : described.values()) {
        for (TopicPartitionInfo part : description.partitions()) {
          asked.put(new TopicPartition(topic, part.partition()), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(asked).all().get().entrySet()) {
        ends.put(end.getKey(), new OffsetAndMetadata(end.getValue().offset()));
      }
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    } catch (ExecutionException e) {
      throw new ServerException(
          "Kafka does not take where %s begins: %s".formatted(group, Causes.root(e).getMessage()),
          e);
    }
  }
}
