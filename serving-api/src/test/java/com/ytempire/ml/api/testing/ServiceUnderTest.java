package com.ytempire.ml.api.testing;

import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.api.routing.ActiveVersions;
import com.ytempire.ml.api.trend.TopicEncoder;
import com.ytempire.ml.core.settings.ModelsFile;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.DecisionOutbox;
import com.ytempire.ml.core.store.DriftScores;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.core.store.Retrainings;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.store.memory.InMemoryApiKeys;
import com.ytempire.ml.core.store.memory.InMemoryAuditLog;
import com.ytempire.ml.core.store.memory.InMemoryContentIndex;
import com.ytempire.ml.core.store.memory.InMemoryFeatureStore;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import com.ytempire.ml.core.store.memory.InMemoryPredictionStatistics;
import com.ytempire.ml.core.store.memory.InMemoryRetrainings;
import com.ytempire.ml.core.store.memory.InMemoryRollouts;
import com.ytempire.ml.core.store.memory.InMemoryTokenBuckets;
import com.ytempire.ml.core.store.memory.InMemoryTrainingJobs;
import com.ytempire.ml.drift.store.InMemoryVerdicts;
import com.ytempire.ml.drift.store.Verdicts;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A running service whose stores are in memory, on a free port. {@link #shared} is one for all test
 * classes of a module that need nothing special; it ends with the process.
 */
public final class ServiceUnderTest implements AutoCloseable {
  private static final AtomicReference<ServiceUnderTest> SHARED = new AtomicReference<>();

  private final ServingService service;

  private ServiceUnderTest(ServingService service) {
    this.service = service;
  }

  /** The one that all share. Nobody closes it, and nobody may leave a trace that others see. */
  public static synchronized ServiceUnderTest shared() {
    if (SHARED.get() == null) {
      ServiceUnderTest started = start(Map.of(), options -> options);
      SHARED.set(started);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end-of-service-under-test"));
    }
    return SHARED.get();
  }

  /**
   * One of one's own; the caller closes it.
   *
   * @param variables what differs from the defaults, such as {@code SERVICE_QUEUE}
   * @param change what to replace, such as a store
   */
  public static ServiceUnderTest start(
      Map<String, String> variables, UnaryOperator<ServiceOptions> change) {
    return new ServiceUnderTest(ServingService.start(change.apply(options(variables))));
  }

  /** What {@link #start} starts with, stores in memory included. */
  public static ServiceOptions options(Map<String, String> variables) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "JWT_SECRET", TestTokens.SECRET,
                "JWT_ISSUER", TestTokens.ISSUER,
                "JWT_AUDIENCE", TestTokens.AUDIENCE,
                "RATE_LIMIT_PER_MINUTE", "0",
                "RATE_LIMIT_ANONYMOUS_PER_MINUTE", "0",
                // Nothing listens there: what is not in memory is away.
                "DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none",
                "REDIS_URL", "redis://127.0.0.1:1/0",
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "PREDICTION_JOURNAL_DIR", "target/journal"));
    all.putAll(variables);
    PlatformSettings settings = PlatformSettings.from(all);
    Path config = Path.of(System.getProperty("ytempire.home"), "config");
    Clock clock = Clock.systemUTC();
    var registry = new InMemoryModelRegistry(clock);
    var log = new InMemoryPredictionLog();
    var rollouts = new InMemoryRollouts(registry, clock, UUID::randomUUID);
    var jobs = new InMemoryTrainingJobs(clock);
    try {
      return ServiceOptions.of(
              settings,
              FeaturePlan.load(config.resolve("features.yaml")),
              EngineSettings.of(settings, ModelsFile.load(config.resolve("models.yaml"))))
          .onPorts(0, -1)
          .with(OnlineFeatureStore.class, new InMemoryFeatureStore(clock))
          .with(ApiKeys.class, new InMemoryApiKeys(clock))
          .with(AuditLog.class, new InMemoryAuditLog())
          .with(TokenBuckets.class, new InMemoryTokenBuckets(clock, 1000))
          .with(ModelRegistry.class, registry)
          .with(Rollouts.class, rollouts)
          .with(DecisionOutbox.class, rollouts)
          .with(ActiveVersions.class, ActiveVersions.none())
          .with(PredictionLog.class, log)
          .with(PredictionStatistics.class, new InMemoryPredictionStatistics(log, registry, clock))
          .with(TrainingJobs.class, jobs)
          .with(Retrainings.class, new InMemoryRetrainings(jobs, clock))
          .with(Verdicts.class, new InMemoryVerdicts())
          .with(DriftScores.class, (model, from, until) -> Optional.empty())
          .with(ContentIndex.class, new InMemoryContentIndex())
          .with(TopicEncoder.class, new WordEncoder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A caller without a token. */
  public ServiceClient anybody() {
    return new ServiceClient(address());
  }

  /** A caller with a token of these scopes. */
  public ServiceClient as(String... scopes) {
    return anybody().as(scopes);
  }

  /** Where it listens, base path included. */
  public URI address() {
    return service.address();
  }

  /** A part of the service, such as the store that it was started with. */
  public <T> T part(Class<T> type) {
    return service.part(type);
  }

  @Override
  public void close() {
    service.close();
  }
}
