package com.ytempire.ml.training.source;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.settings.ObjectStoreSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.features.offline.LocalOfflineFiles;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.OfflineFiles;
import com.ytempire.ml.features.offline.S3OfflineFiles;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetBuilder;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.stored.TrainingSetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Opens what a training job names as its data: the folder of a training set, that of an offline
 * store, both on this machine or as {@code s3://bucket/prefix}, or a file of events on this
 * machine. Safe to share between threads.
 */
public final class TrainingSources {
  private static final List<String> EVENTS = List.of(".jsonl", ".jsonl.gz", ".ndjson");

  private final FeaturePlan plan;
  private final ObjectStoreSettings objects;
  private final Clock clock;

  /**
   * @param plan the features under their versions
   * @param objects how S3 is reached
   */
  public TrainingSources(FeaturePlan plan, ObjectStoreSettings objects, Clock clock) {
    this.plan = plan;
    this.objects = objects;
    this.clock = clock;
  }

  /** What is done with the builder of a source. */
  @FunctionalInterface
  public interface Work<T> {
    T with(TrainingSetBuilder builder) throws IOException;
  }

  /**
   * The training set of a source. A stored one is read and looked through for leaks; it keeps its
   * rows and, where the query has its shares and seed, its sides. Of another source all snapshots
   * with an outcome are taken.
   *
   * @throws DatasetException when there is no such source, it gives no example or leaks, or lacks a
   *     feature or a label that is asked for
   * @throws IOException when it cannot be read
   */
  public TrainingSet load(String address, DatasetQuery query) throws IOException {
    if (!isEvents(address)) {
      try (Place place = open(address)) {
        var folder = new TrainingSetFolder(place.files, address);
        if (folder.exists()) {
          return folder.read().asAsked(query);
        }
      }
    }
    return build(address, builder -> builder.snapshots(query));
  }

  /**
   * Works with the builder of an offline store or a file of events.
   *
   * @throws DatasetException when the address names neither
   * @throws IOException when it cannot be read
   */
  public <T> T build(String address, Work<T> work) throws IOException {
    if (isEvents(address)) {
      return buildOfEvents(address, work);
    }
    try (Place place = open(address)) {
      if (!place.holdsStore()) {
        throw unknown(address);
      }
      Map<String, FeatureSchema> schemas =
          Map.of(
              EntityKey.VIDEO, plan.videoSchema(),
              EntityKey.CHANNEL, plan.channelSchema(),
              EntityKey.TOPIC, plan.topicSchema());
      return work.with(
          new TrainingSetBuilder(new OfflineFeatureStore(place.files), address, schemas));
    }
  }

  private <T> T buildOfEvents(String address, Work<T> work) throws IOException {
    Path file = Path.of(address);
    if (S3Folder.isAddress(address) || !Files.isRegularFile(file)) {
      throw unknown(address);
    }
    try (EventStore events = EventStore.of(plan, file, clock)) {
      return work.with(new TrainingSetBuilder(events.store(), address, events.schemas()));
    }
  }

  /** A folder in which a training set may be made. The caller closes it. */
  public Place open(String address) {
    return open(address, objects);
  }

  /**
   * A folder of training sets or of an offline store. The caller closes it.
   *
   * @param address on this machine, or {@code s3://bucket/prefix}
   * @param objects how S3 is reached
   */
  public static Place open(String address, ObjectStoreSettings objects) {
    if (S3Folder.isAddress(address)) {
      var files = new S3OfflineFiles(S3Folder.open(address, objects));
      return new Place(files, files::close);
    }
    return new Place(new LocalOfflineFiles(Path.of(address)), () -> {});
  }

  /** Whether an address is that of a file of events. */
  public static boolean isEvents(String address) {
    return EVENTS.stream().anyMatch(address::endsWith);
  }

  private static DatasetException unknown(String address) {
    return new DatasetException(
        ("there is no training data at %s; expected the folder of a training set (with %s), that of"
                + " an offline store (with %s/event_date=…), on this machine or as"
                + " s3://bucket/prefix, or a file of events (%s)")
            .formatted(
                address, TrainingSetManifest.FILE, EntityKey.VIDEO, String.join(", ", EVENTS)));
  }

  /**
   * A folder on this machine or in S3.
   *
   * @param files what is in it
   * @param connection is closed with it
   */
  public record Place(OfflineFiles files, Closing connection) implements AutoCloseable {
    /** Ends a connection. */
    @FunctionalInterface
    public interface Closing {
      void close();
    }

    boolean holdsStore() throws IOException {
      for (String type : List.of(EntityKey.VIDEO, EntityKey.CHANNEL, EntityKey.TOPIC)) {
        if (!files.list(type).isEmpty()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
