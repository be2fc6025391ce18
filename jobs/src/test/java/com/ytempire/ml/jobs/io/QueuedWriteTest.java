package com.ytempire.ml.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.time.Instant;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class QueuedWriteTest {
  @Test
  void comesBackFromACheckpointAsItWas() throws Exception {
    var write =
        new FeatureWrite(
            new EntityKey("video", "US|ünï"),
            "e1",
            Instant.ofEpochMilli(1_500_000_000_123L),
            Instant.ofEpochMilli(1_600_000_000_456L),
            new double[] {1.5, Double.NaN, -0.0},
            new float[][] {{0.25f, -1f}, null});
    var serializer = new QueuedWrite.StateSerializer();
    var queued = new QueuedWrite(write);

    byte[] bytes =
        serializer.serialize(
            new BufferedRequestState<>(
                List.of(new RequestEntryWrapper<>(queued, queued.sizeInBytes()))));
    BufferedRequestState<QueuedWrite> restored =
        serializer.deserialize(serializer.getVersion(), bytes);

    assertThat(restored.getBufferedRequestEntries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.getRequestEntry().write()).isEqualTo(write));
  }
}
