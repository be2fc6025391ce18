package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.cache.AnswerLock;
import com.ytempire.ml.api.cache.CacheCodec;
import com.ytempire.ml.api.cache.CacheLevel;
import com.ytempire.ml.api.cache.CacheMetrics;
import com.ytempire.ml.api.cache.CacheSettings;
import com.ytempire.ml.api.cache.GuardedCacheLevel;
import com.ytempire.ml.api.cache.MultiLevelCache;
import com.ytempire.ml.api.cache.ObjectCacheLevel;
import com.ytempire.ml.api.cache.RedisAnswerLock;
import com.ytempire.ml.api.cache.RedisCacheLevel;
import com.ytempire.ml.api.cache.SharedComputing;
import com.ytempire.ml.api.http.JsonItems;
import com.ytempire.ml.api.http.Outward;
import com.ytempire.ml.api.http.OutwardCalls;
import com.ytempire.ml.api.journal.PredictionJournal;
import com.ytempire.ml.api.routing.ModelRouter;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.TrendSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.core.store.postgres.PostgresContentIndex;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.text.TextModelResolver;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;

/** What predictions of trends are made of. */
@Factory
final class TrendBeans {
  private static final String MODEL = "trend_predictor";

  /** The reference's time to live of an answer in Redis. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(86_400);

  private static final Duration FAILURES_FOR = Duration.ofSeconds(1);
  private static final long MEMORY_ENTRIES = 10_000;

  /** How long an answer is waited for that another process computes: a quarter of the time. */
  private static final int WAITING_PART = 4;

  private static final Duration WAITED_AT_MOST = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private static final Duration UPKEEP_AFTER = Duration.ofMinutes(1);
  private static final Duration UPKEEP_EVERY = Duration.ofHours(1);

  /** Looking for a kept answer may take this part of a request's time: a tenth. */
  private static final int SHARE_OF_CACHE = 10;

  /** Where text requests wait longest, of the time that a request has. */
  private static final double SHARE_OF_EMBEDDING = 0.5;

  @Singleton
  ContentIndex contentIndex(DataSource database, Clock clock) {
    return new PostgresContentIndex(database, clock);
  }

  /** Runs from the start to the end of the service. */
  @Context
  @Bean(preDestroy = "close")
  ContentUpkeep contentUpkeep(
      ContentIndex index, PlatformSettings settings, Clock clock, PrometheusRegistry metrics) {
    return new ContentUpkeep(
        index, settings.trend().contentRetention(), clock, metrics, UPKEEP_AFTER, UPKEEP_EVERY);
  }

  /** No bean of the context's own: one that replaces it must keep this from loading anything. */
  @Singleton
  @Bean(preDestroy = "close")
  TopicEncoder topicEncoder(FeaturePlan plan, EngineSettings engines, PlatformSettings settings) {
    String name = plan.embeddingModel();
    long millis = settings.models().defaultTimeout().toMillis();
    return new LoadedTopicEncoder(
        new TextModelResolver(engines.models()).encoder(name).encoderRef().folder(),
        new TextModelSettings(
            name,
            null,
            engines,
            Duration.ofMillis(Math.max(1, (long) (millis * SHARE_OF_EMBEDDING))),
            TextModelSettings.DEFAULT_CACHE_BYTES),
        work -> {
          var thread = new Thread(work, "topic-encoder-loading");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** The bucket for answers, or none where none is configured. */
  @Singleton
  @Bean(preDestroy = "close")
  AnswerFolder answerFolder(PlatformSettings settings) {
    String path = settings.trend().cachePath();
    return new AnswerFolder(path == null ? null : S3Folder.open(path, settings.objects()));
  }

  @Singleton
  MultiLevelCache<TrendResponse> trendCache(
      PlatformSettings settings,
      ObjectMapper mapper,
      RedisClient redis,
      AnswerFolder folder,
      OutwardCalls outward,
      CacheMetrics metrics,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
      Clock clock) {
    TrendSettings trend = settings.trend();
    Duration kept =
        KEPT_FOR.compareTo(trend.cacheDuration()) < 0 ? trend.cacheDuration() : KEPT_FOR;
    List<CacheLevel> levels = new ArrayList<>();
    Outward toRedis = outward.to(OutwardCalls.REDIS);
    levels.add(new GuardedCacheLevel(new RedisCacheLevel(redis), toRedis));
    S3Folder answers = folder.folder();
    if (answers != null) {
      levels.add(
          new GuardedCacheLevel(new ObjectCacheLevel(answers), outward.to(OutwardCalls.OBJECTS)));
    }
    var cache =
        new MultiLevelCache<>(
            new CacheSettings(
                trend.cacheDuration(),
                kept,
                FAILURES_FOR,
                MEMORY_ENTRIES,
                settings.models().defaultTimeout().dividedBy(SHARE_OF_CACHE)),
            new CacheCodec<>(mapper, TrendResponse.class),
            TrendResponse::isWorthKeeping,
            levels,
            sharing(new RedisAnswerLock(redis, toRedis), settings.models().defaultTimeout()),
            blocking,
            clock);
    metrics.watch("trend", cache.statistics());
    return cache;
  }

  private static SharedComputing sharing(AnswerLock lock, Duration timeout) {
    Duration part = timeout.dividedBy(WAITING_PART);
    return new SharedComputing(
        lock, timeout, part.compareTo(WAITED_AT_MOST) < 0 ? part : WAITED_AT_MOST, LOOK_EVERY);
  }

  @Singleton
  TrendModel trendModel(ModelRouter router) {
    return new LeasedTrendModel(
        inputHash ->
            router
                .route(MODEL, inputHash)
                .thenApply(
                    routed ->
                        new LeasedTrendModel.Chosen(
                            routed.lease(), routed.variant(), routed::failed)));
  }

  @Singleton
  TrendJournal trendJournal(PredictionJournal journal, ModelRouter router) {
    return new RoutedTrendJournal(journal, router);
  }

  @Singleton
  GatherEvidence gatherEvidence(
      TopicEncoder encoder,
      ContentIndex index,
      OnlineFeatureStore features,
      FeaturePlan plan,
      TrendModel model,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
      Clock clock) {
    return new GatherEvidence(
        encoder, index, new TopicSignals(features, plan), model, blocking, clock);
  }

  /** Made when the service starts, because its encoder takes seconds to load. */
  @Context
  TrendService trendService(
      GatherEvidence gather,
      MultiLevelCache<TrendResponse> cache,
      TrendJournal journal,
      ObjectMapper mapper,
      PlatformSettings settings,
      Clock clock) {
    return new TrendService(
        gather,
        cache,
        journal,
        mapper,
        new TrendService.Options(
            settings.trend().confidenceThreshold(), settings.models().defaultTimeout()),
        clock,
        UUID::randomUUID);
  }

  @Singleton
  TrendBatches trendBatches(TrendService service, JsonItems items) {
    return new TrendBatches(service, items);
  }
}
