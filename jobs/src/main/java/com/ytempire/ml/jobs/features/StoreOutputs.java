package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.event.DeadLetter;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.PostgresContentIndex;
import com.ytempire.ml.features.operator.EventFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.jobs.io.ContentIndexSink;
import com.ytempire.ml.jobs.io.OfflineSinks;
import com.ytempire.ml.jobs.io.OnlineStoreSink;
import com.ytempire.ml.jobs.io.StoreFactories;
import com.ytempire.ml.jobs.io.TopicSinks;
import java.time.Clock;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The outputs of the running platform: the online store, the index of content where titles are
 * embedded, the offline store, and where the run is a live one the topics.
 *
 * <p>Topics and the offline store are written exactly once; the online store and the content index
 * effectively once, because they keep the newest value whatever is replayed.
 */
public final class StoreOutputs implements FeatureOutputs {
  static final String UID_CONTENT = "content";
  static final String UID_CONTENT_INDEX = "content-index";
  static final String UID_ONLINE = "online-store";
  static final String UID_OFFLINE = "offline-store";
  static final String UID_OFFLINE_WINDOWS = "offline-windows";
  static final String UID_TOPIC = "features-topic";
  static final String UID_WINDOWS_TOPIC = "windows-topic";
  static final String UID_DEAD_LETTERS = "dead-letters-topic";

  /** The content index's writer has one batch under way at a time. */
  private static final int CONTENT_CONNECTIONS = 1;

  private final FeaturePlan plan;
  private final PlatformSettings settings;
  private final String jobName;
  private final Topics topics;

  /** Whether results are published on topics as well. */
  public enum Topics {
    PUBLISH,
    /** For backfills, whose results are not news. Dead letters are published all the same. */
    DEAD_LETTERS_ONLY
  }

  /**
   * @param jobName names the job's Kafka transactions; two running jobs must differ in it
   */
  public StoreOutputs(FeaturePlan plan, PlatformSettings settings, String jobName, Topics topics) {
    this.plan = plan;
    this.settings = settings;
    this.jobName = jobName;
    this.topics = topics;
  }

  @Override
  public void events(DataStream<EventFeatures> events) {
    DatabaseSettings database = settings.database();
    DescribeContent.of(plan, settings.models())
        .ifPresent(
            describe ->
                events
                    .process(describe)
                    .returns(TypeInformation.of(EmbeddedContent.class))
                    .name("Content")
                    .uid(UID_CONTENT)
                    .sinkTo(
                        new ContentIndexSink(
                            () ->
                                PostgresContentIndex.open(
                                    database, CONTENT_CONNECTIONS, Clock.systemUTC())))
                    .name("Content index")
                    .uid(UID_CONTENT_INDEX));
  }

  @Override
  public void writes(DataStream<FeatureWrite> writes) {
    writes
        .sinkTo(
            new OnlineStoreSink(
                FeatureSchemas.ofStores(plan),
                StoreFactories.of(settings),
                settings.features().batchSize()))
        .name("Online store")
        .uid(UID_ONLINE);
    writes
        .sinkTo(
            OfflineSinks.writes(settings.features().offlinePath(), FeatureSchemas.ofStores(plan)))
        .name("Offline store")
        .uid(UID_OFFLINE);
    if (topics == Topics.PUBLISH) {
      writes
          .sinkTo(
              TopicSinks.features(
                  settings.kafka().bootstrapServers(), jobName, FeatureSchemas.ofStores(plan)))
          .name("Features topic")
          .uid(UID_TOPIC);
    }
  }

  @Override
  public void closedWindows(DataStream<FeatureWrite> windows) {
    if (!plan.hasEventWindows()) {
      return;
    }
    windows
        .sinkTo(
            OfflineSinks.writes(
                settings.features().offlinePath(), FeatureSchemas.ofClosedWindows()))
        .name("Offline windows")
        .uid(UID_OFFLINE_WINDOWS);
    if (topics == Topics.PUBLISH) {
      windows
          .sinkTo(
              TopicSinks.features(
                  settings.kafka().bootstrapServers(),
                  jobName + "-windows",
                  FeatureSchemas.ofClosedWindows()))
          .name("Windows topic")
          .uid(UID_WINDOWS_TOPIC);
    }
  }

  @Override
  public void deadLetters(DataStream<DeadLetter> letters) {
    letters
        .sinkTo(TopicSinks.deadLetters(settings.kafka().bootstrapServers(), jobName))
        .name("Dead letters")
        .uid(UID_DEAD_LETTERS);
  }
}
