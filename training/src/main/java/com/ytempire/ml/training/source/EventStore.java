package com.ytempire.ml.training.source;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.file.Folders;
import com.ytempire.ml.features.definition.FeatureDefinition;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An offline store of recorded events in a temporary folder, each known when it happened: a file of
 * events says nothing else. It holds what needs no model of texts. Closing it deletes the folder.
 */
final class EventStore implements AutoCloseable {
  private static final int BATCH = 50_000;

  private final FeaturePlan plan;
  private final Path folder;

  private EventStore(FeaturePlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  static EventStore of(FeaturePlan plan, Path file, Clock clock) throws IOException {
    List<VideoEvent> events = EventFiles.read(file, clock);
    var store = new EventStore(plan, Files.createTempDirectory("ytempire-events-"));
    try {
      store.fill(events);
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void fill(List<VideoEvent> events) throws IOException {
    FeatureSchema schema = plan.videoSchema();
    OfflineFeatureStore store = store();
    List<FeatureWrite> batch = new ArrayList<>();
    int[] batches = {0};
    EventFiles.compute(
        plan,
        events,
        (event, numbers, inputs) -> {
          batch.add(
              new FeatureWrite(
                  new EntityKey(EntityKey.VIDEO, event.seriesId()),
                  event.eventId(),
                  event.eventTime(),
                  event.eventTime(),
                  numbers,
                  new float[schema.embeddingCount()][],
                  inputs));
          if (batch.size() == BATCH) {
            store.append(schema, "events-" + batches[0]++, batch);
            batch.clear();
          }
        });
    store.append(schema, "events-" + batches[0], batch);
  }

  OfflineFeatureStore store() {
    return OfflineFeatureStore.at(folder);
  }

  /** What can be computed without models of texts. */
  Map<String, FeatureSchema> schemas() {
    Set<String> ofModels =
        plan.definitions().features().stream()
            .filter(FeatureDefinition.Sentiment.class::isInstance)
            .map(FeatureDefinition::name)
            .collect(Collectors.toSet());
    List<FeatureColumn> columns =
        plan.videoSchema().columns().stream()
            .filter(column -> !ofModels.contains(column.feature()))
            .toList();
    return new HashMap<>(Map.of(EntityKey.VIDEO, new FeatureSchema(EntityKey.VIDEO, columns)));
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
