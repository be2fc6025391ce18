package com.ytempire.ml.jobs.io;

import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * Writes features to the online store and measures how long they took to become servable. Bad
 * writes known beforehand never come here; they are dead letters.
 */
final class OnlineStoreWriter extends RetryingStoreWriter<FeatureWrite, QueuedWrite> {
  private final Map<String, FeatureSchema> schemas;
  private final OnlineFeatureStore store;
  private final LatencyHistogram eventToServable = new LatencyHistogram();

  OnlineStoreWriter(
      ElementConverter<FeatureWrite, QueuedWrite> converter,
      WriterInitContext context,
      Limits limits,
      Collection<BufferedRequestState<QueuedWrite>> state,
      Map<String, FeatureSchema> schemas,
      OnlineFeatureStore store) {
    super(converter, context, limits, state, "feature store", "featureWrite");
    this.schemas = schemas;
    this.store = store;
    context.metricGroup().histogram("eventToServableMillis", eventToServable);
  }

  @Override
  protected long getSizeInBytes(QueuedWrite queued) {
    return queued.sizeInBytes();
  }

  @Override
  void store(List<QueuedWrite> batch) {
    Map<String, List<FeatureWrite>> byType = new LinkedHashMap<>();
    for (QueuedWrite entry : batch) {
      byType
          .computeIfAbsent(entry.write().entity().type(), type -> new ArrayList<>())
          .add(entry.write());
    }
    byType.forEach((type, writes) -> store.write(requireSchema(type), writes));
  }

  @Override
  void stored(List<QueuedWrite> batch) {
    long now = System.currentTimeMillis();
    for (QueuedWrite entry : batch) {
      eventToServable.update(now - entry.write().knownAt().toEpochMilli());
    }
  }

  @Override
  void closeStore() {
    store.close();
  }

  private FeatureSchema requireSchema(String entityType) {
    FeatureSchema schema = schemas.get(entityType);
    if (schema == null) {
      throw new IllegalStateException(
          "no schema for entity type %s; known: %s".formatted(entityType, schemas.keySet()));
    }
    return schema;
  }
}
