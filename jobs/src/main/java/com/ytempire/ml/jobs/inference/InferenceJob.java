package com.ytempire.ml.jobs.inference;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.operator.EnginesForDevices;
import com.ytempire.ml.inference.operator.InferenceOptions;
import com.ytempire.ml.inference.operator.ModelUpdate;
import com.ytempire.ml.jobs.io.EventTime;
import com.ytempire.ml.jobs.io.KafkaSources;
import com.ytempire.ml.jobs.io.StreamSettings;
import com.ytempire.ml.jobs.io.registry.RegistryFactory;
import com.ytempire.ml.jobs.io.registry.RegistryUpdates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The inference job on live streams: feature vectors from Kafka to predictions and outcomes in
 * Kafka and Postgres.
 *
 * @param settings where the servers are
 * @param names numbers that are read from vectors, which a model version may ask for
 * @param initial version that answers first, where no checkpoint says otherwise
 * @param updates makes the stream of versions to switch to, with name and uid
 * @param engines finds the engines where the job runs
 * @param options how it runs
 */
public record InferenceJob(
    PlatformSettings settings,
    List<String> names,
    ModelRef initial,
    Function<StreamExecutionEnvironment, DataStream<ModelUpdate>> updates,
    EnginesForDevices engines,
    Options options) {
  /** Name of the job, and of what belongs to it: consumer group, transactions, checkpoints. */
  public static final String NAME = "inference-job";

  /** The model whose active version scores videos. */
  public static final String MODEL = "trend_predictor";

  static final String UID_REGISTRY = "active-versions";

  /** Soon enough for whoever makes a version active, and one small query per poll. */
  private static final Duration REGISTRY_INTERVAL = Duration.ofSeconds(2);

  /**
   * How the job runs.
   *
   * @param outcomes when a later snapshot tells what became of a prediction
   * @param outOfOrderness how far behind the newest of its partition a vector may be; only the
   *     giving up of predictions waits for it
   * @param idleness after how long a silent partition stops holding event time back
   * @param inference limits of asynchronous inference
   * @param parallelism subtasks per operator
   */
  public record Options(
      OutcomeRules outcomes,
      Duration outOfOrderness,
      Duration idleness,
      InferenceOptions inference,
      int parallelism) {
    /**
     * A day of event time covers that vectors of different videos are published in no order among
     * themselves, even where a whole day's list is one batch.
     *
     * @param timeout how long one try waits for its run
     */
    public static Options defaults(Duration timeout, int parallelism) {
      return new Options(
          OutcomeRules.DEFAULT,
          Duration.ofDays(1),
          Duration.ofSeconds(30),
          InferenceOptions.standard(timeout),
          parallelism);
    }
  }

  public InferenceJob {
    names = List.copyOf(names);
  }

  /**
   * The job with the versions that the registry makes active.
   *
   * @param engines where models are and how they run; with those of the other jobs of a process,
   *     models are loaded once for all
   * @param initial version that answers first, where no checkpoint says otherwise
   */
  public static InferenceJob of(
      FeaturePlan plan,
      PlatformSettings settings,
      EngineSettings engines,
      ModelRef initial,
      int parallelism) {
    var registry =
        new RegistryUpdates(
            RegistryFactory.postgres(settings.database()),
            Set.of(MODEL),
            REGISTRY_INTERVAL,
            Clock.systemUTC());
    return new InferenceJob(
        settings,
        VectorNames.of(plan),
        initial,
        env -> registry.stream(env, UID_REGISTRY),
        EnginesForDevices.asConfigured(SharedModelEngines.provider(engines)),
        Options.defaults(engines.timeout(MODEL), parallelism));
  }

  /** Adds the job to the environment; does not run it. */
  public void define(StreamExecutionEnvironment env) {
    StreamSettings.apply(env, options.parallelism());
    InferencePipeline.define(
        env,
        KafkaSources.vectors(settings.kafka().bootstrapServers(), NAME, names),
        EventTime.live(options.outOfOrderness(), options.idleness()),
        new ModelScoring(initial, names, updates, engines, options.inference()),
        options.outcomes(),
        new InferenceSinks(settings, NAME));
  }
}
