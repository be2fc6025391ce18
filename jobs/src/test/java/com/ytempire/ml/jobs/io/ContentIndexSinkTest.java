package com.ytempire.ml.jobs.io;

import static com.ytempire.ml.core.store.ContentFixtures.AT;
import static com.ytempire.ml.core.store.ContentFixtures.content;
import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.store.ContentFixtures;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryContentIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentIndexSinkTest {
  /** Shared with the sink's task, which runs in this JVM. */
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static final AtomicInteger BATCHES = new AtomicInteger();
  private static volatile InMemoryContentIndex memory = new InMemoryContentIndex();

  /** Keeps content in memory, once it has been away as often as the test asks for. */
  private static final class FlakyIndex implements ContentIndex {
    @Override
    public void save(List<EmbeddedContent> batch) {
      BATCHES.incrementAndGet();
      if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new StoreUnavailableException("away", new IOException("refused"));
      }
      memory.save(batch);
    }

    @Override
    public List<SimilarContent> nearest(
        float[] embedding, String encoder, int limit, Instant since) {
      return memory.nearest(embedding, encoder, limit, since);
    }

    @Override
    public List<EmbeddedContent> findAll(Collection<String> entityIds, String encoder) {
      return memory.findAll(entityIds, encoder);
    }

    @Override
    public long removeOlderThan(Instant before) {
      return memory.removeOlderThan(before);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void startEmpty() {
    memory = new InMemoryContentIndex();
    FAILURES_LEFT.set(0);
    BATCHES.set(0);
  }

  @Test
  void keepsTheNewestSnapshotOfEachOnceTheStoreIsBack() throws Exception {
    FAILURES_LEFT.set(3);
    List<EmbeddedContent> contents = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      contents.add(content("v" + i % 50, "e/1", i % 50, AT.plusSeconds(i), i));
    }
    var env = StreamExecutionEnvironment.createLocalEnvironment(1);

    env.fromData(contents, TypeInformation.of(EmbeddedContent.class))
        .sinkTo(new ContentIndexSink(FlakyIndex::new));
    env.execute();

    assertThat(FAILURES_LEFT).hasValue(0);
    for (int video = 0; video < 50; video++) {
      assertThat(memory.find("v" + video, "e/1"))
          .contains(content("v" + video, "e/1", video, AT.plusSeconds(1950 + video), 1950 + video));
    }
    assertThat(BATCHES.get()).isLessThanOrEqualTo(3 + 20);
  }

  @Test
  void readsBackWhatACheckpointHolds() throws IOException {
    var serializer = new QueuedContent.StateSerializer();
    var bare =
        new EmbeddedContent(
            new ContentSnapshot("v", "ünï".repeat(40_000), null, null, null, "e", AT, Map.of()),
            "e/1",
            ContentFixtures.direction(1));
    for (EmbeddedContent content : List.of(content("US|v", "e/1", 3, AT, 7), bare)) {
      var queued = new QueuedContent(content);

      byte[] bytes =
          serializer.serialize(
              new BufferedRequestState<>(
                  List.of(new RequestEntryWrapper<>(queued, queued.sizeInBytes()))));
      BufferedRequestState<QueuedContent> restored =
          serializer.deserialize(serializer.getVersion(), bytes);

      assertThat(restored.getBufferedRequestEntries())
          .singleElement()
          .satisfies(entry -> assertThat(entry.getRequestEntry().content()).isEqualTo(content));
    }
  }
}
