package com.ytempire.ml.bench.inference;

import com.ytempire.ml.bench.inference.InferenceMode.Path;
import com.ytempire.ml.bench.measure.MemorySampler;
import com.ytempire.ml.bench.measure.SyntheticTitles;
import com.ytempire.ml.bench.measure.TemporaryFolder;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.text.BundledMiniLm;
import com.ytempire.ml.inference.trend.StarterModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What dynamic batching makes of ONNX Runtime: the same requests through raw sessions with batches
 * known beforehand, with one call each, and through the engine, in turns, in one process.
 */
final class InferenceBenchmark {
  /** Longest wait for an answer; none comes near it. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration MAX_DELAY = Duration.ofMillis(2);

  /** A part that can be asked for by itself. */
  enum Part {
    /** The bundled sentence encoder, 32-bit floats. */
    minilm,
    /** The bundled sentence encoder, 8-bit weights. */
    minilm_int8,
    /** The starter model, rows of numbers. */
    starter,
    /** Loading and unloading the sentence encoder. */
    cycles
  }

  private final int texts;
  private final int rows;
  private final int rounds;
  private final int cycles;
  private final long seed;

  /**
   * @param texts requests per round and mode of the text models, at least 1
   * @param rows the same for rows of numbers
   * @param rounds measured after a warm-up, at least 1
   * @param cycles loads, more than {@link LoadCycles#SETTLED}
   */
  InferenceBenchmark(int texts, int rows, int rounds, int cycles, long seed) {
    if (texts < 1 || rows < 1 || rounds < 1 || cycles <= LoadCycles.SETTLED) {
      throw new IllegalArgumentException(
          "texts %d, rows %d, rounds %d must be at least 1, cycles %d more than %d"
              .formatted(texts, rows, rounds, cycles, LoadCycles.SETTLED));
    }
    this.texts = texts;
    this.rows = rows;
    this.rounds = rounds;
    this.cycles = cycles;
    this.seed = seed;
  }

  /** Measures the parts, one after the other. */
  InferenceReport run(Set<Part> parts, Map<String, String> environment, Consumer<String> progress)
      throws Exception {
    PlatformSettings platform = PlatformSettings.from(environment);
    LoadCycles.@Nullable Result cycling = null;
    List<InferenceResult> results = new ArrayList<>();
    try (TemporaryFolder temporary = TemporaryFolder.create();
        MemorySampler memory = MemorySampler.start()) {
      RuntimeSettings settings =
          RuntimeSettings.of(platform.gpu(), platform.models())
              .keepingOptimizedIn(temporary.path().resolve("optimized"));
      ModelFolder minilm = BundledMiniLm.folder(temporary.path());
      // First, while nothing else has been loaded that could hide what loading leaves behind.
      if (parts.contains(Part.cycles)) {
        progress.accept("loading and unloading, " + cycles + " times");
        RuntimeSettings floats = settings.preferring(Variant.FLOAT32);
        try (ModelEngines engines = engines(platform, floats, minilm)) {
          cycling = LoadCycles.run(engines, minilm.manifest().ref(), cycles);
        }
      }
      for (Part part : EnumSet.copyOf(parts)) {
        if (part != Part.cycles) {
          progress.accept(part.name());
          results.add(measure(part, platform, settings, minilm, temporary));
        }
      }
      return new InferenceReport(List.copyOf(results), cycling, memory.peak());
    }
  }

  private InferenceResult measure(
      Part part,
      PlatformSettings platform,
      RuntimeSettings settings,
      ModelFolder minilm,
      TemporaryFolder temporary)
      throws Exception {
    boolean tabular = part == Part.starter;
    ModelFolder folder = tabular ? StarterModel.folder(temporary.path()) : minilm;
    RuntimeSettings runtime =
        settings.preferring(part == Part.minilm_int8 ? Variant.INT8 : Variant.FLOAT32);
    try (ModelEngines engines = engines(platform, runtime, folder)) {
      ModelLease lease = engines.acquire(folder.manifest().ref()).join();
      String name = folder.manifest().ref() + " " + lease.engine().variant();
      try (MeasuredModel model =
          tabular
              ? new MeasuredRows(name, folder, runtime, lease, rows(folder))
              : new MeasuredTexts(
                  name, folder, runtime, lease, SyntheticTitles.distinct(texts, seed))) {
        return measure(model);
      }
    }
  }

  private InferenceResult measure(MeasuredModel model)
      throws InterruptedException, ExecutionException {
    Map<InferenceMode, List<Runnable>> batches = new HashMap<>();
    Map<InferenceMode, double[]> rates = new LinkedHashMap<>();
    Map<InferenceMode, Histogram> latency = new LinkedHashMap<>();
    // Round −1 warms up. Modes begin at another place each round, so that none always runs first.
    for (int round = -1; round < rounds; round++) {
      List<InferenceMode> modes = new ArrayList<>(model.modes());
      Collections.rotate(modes, round * 5);
      for (InferenceMode mode : modes) {
        if (mode.path() == Path.RAW || mode.path() == Path.SORTED) {
          batches.computeIfAbsent(
              mode, any -> model.batches(any.batchSize(), any.path() == Path.SORTED));
        }
        Callers.Load load = run(model, mode, batches);
        if (round >= 0) {
          rates.computeIfAbsent(mode, any -> new double[rounds])[round] = load.perSecond();
          latency.merge(
              mode,
              load.latency(),
              (all, more) -> {
                all.add(more);
                return all;
              });
        }
      }
    }
    return new InferenceResult(
        model.name(),
        model.unit(),
        model.isHeavy(),
        model.device(),
        model.requests(),
        MAX_DELAY.toNanos() / 1e6,
        rates,
        latency);
  }

  private static Callers.Load run(
      MeasuredModel model, InferenceMode mode, Map<InferenceMode, List<Runnable>> batches)
      throws InterruptedException, ExecutionException {
    return switch (mode.path()) {
      case SINGLE -> Callers.run(mode.callers(), model.requests(), model::single);
      case ENGINE -> Callers.run(mode.callers(), model.requests(), model::throughEngine);
      case RAW, SORTED -> {
        List<Runnable> all = batches.getOrDefault(mode, List.of());
        Callers.Load load = Callers.run(mode.callers(), all.size(), i -> all.get(i).run());
        yield new Callers.Load(load.perSecond() * model.requests() / all.size(), load.latency());
      }
    };
  }

  private static ModelEngines engines(
      PlatformSettings platform, RuntimeSettings runtime, ModelFolder folder) {
    InferenceSettings delay = new InferenceSettings(null, null, null, null, MAX_DELAY, null);
    EngineSettings settings =
        new EngineSettings(
            platform.models(),
            platform.objects(),
            runtime,
            Map.of(folder.manifest().ref().name(), delay));
    return new SharedModelEngines(settings, ref -> folder, Clock.systemUTC());
  }

  private float[][] rows(ModelFolder folder) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int width = folder.manifest().features().size();
    float[][] values = new float[rows][width];
    for (float[] row : values) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return values;
  }
}
