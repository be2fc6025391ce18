package com.ytempire.ml.bench.features;

import com.ytempire.ml.bench.measure.MemorySampler;
import com.ytempire.ml.bench.measure.MemoryUse;
import com.ytempire.ml.bench.measure.TemporaryFolder;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.StackOptions;
import com.ytempire.ml.local.server.StackPorts;
import com.ytempire.ml.local.server.StackProgress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every measurement of features, one after the other in this process.
 *
 * <p>Parts that need servers get the embedded ones, on free ports and a folder of their own that is
 * deleted afterwards; servers that the environment names are used instead, under names that the
 * benchmark removes again.
 */
public final class FeatureBenchmark {
  private static final int STORE_BATCH = 1000;

  private final JobBenchmark job;
  private final int titleRounds;
  private final int entities;
  private final Set<Part> parts;

  /** What can be measured. */
  public enum Part {
    /** The feature job beside simpler jobs. */
    job,
    /** The online stores beside raw writes. */
    stores,
    /** The text models' operator beside raw ONNX Runtime. */
    titles,
    /** Resident memory of all servers and the feature job. */
    memory
  }

  /**
   * @param titleRounds rounds of 64 titles, at least 1
   * @param entities entities written to the stores, at least 1
   * @param parts what is measured
   */
  public FeatureBenchmark(JobBenchmark job, int titleRounds, int entities, Set<Part> parts) {
    this.job = job;
    this.titleRounds = titleRounds;
    this.entities = entities;
    this.parts = Set.copyOf(parts);
  }

  /**
   * Measures.
   *
   * @param environment variables that may name servers
   * @param progress hears what is being measured
   */
  public FeatureReport run(Map<String, String> environment, Consumer<String> progress)
      throws Exception {
    @Nullable JobResult jobs = null;
    if (parts.contains(Part.job)) {
      progress.accept("the job");
      jobs = job.run();
    }
    TitleInferenceBenchmark.@Nullable Result titles = null;
    if (parts.contains(Part.titles)) {
      progress.accept("titles, " + titleRounds + " rounds of 64");
      titles = TitleInferenceBenchmark.run(titleRounds);
    }
    StoreWriteBenchmark.@Nullable Result stores = null;
    @Nullable MemoryUse memory = null;
    if (parts.contains(Part.stores) || parts.contains(Part.memory)) {
      try (var folder = TemporaryFolder.create();
          LocalStack stack = start(folder.path(), environment)) {
        if (parts.contains(Part.stores)) {
          progress.accept("the stores, " + entities + " entities");
          stores = stores(stack, environment);
        }
        if (parts.contains(Part.memory)) {
          progress.accept("memory of the servers and the feature job");
          memory = memory();
        }
      }
    }
    return new FeatureReport(jobs, stores, titles, memory);
  }

  private static LocalStack start(Path folder, Map<String, String> environment) {
    StackOptions usual = StackOptions.fromEnvironment(folder, environment);
    return LocalStack.start(
        new StackOptions(
            folder, usual.cache(), StackPorts.free(), usual.environment(), usual.builtVector()),
        StackProgress.SILENT);
  }

  private StoreWriteBenchmark.Result stores(LocalStack stack, Map<String, String> environment)
      throws Exception {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(stack.connections().variables());
    PlatformSettings settings = PlatformSettings.from(variables);
    try (var connections = PostgresConnections.pool(settings.database(), 2)) {
      DatabaseSchema.migrate(connections);
    }
    return new StoreWriteBenchmark(settings.database(), settings.redis(), entities, STORE_BATCH)
        .run();
  }

  private MemoryUse memory() throws Exception {
    try (var sampler = MemorySampler.start()) {
      job.runOnce(JobCase.FEATURES_ON_ROCKSDB);
      return sampler.peak();
    }
  }
}
