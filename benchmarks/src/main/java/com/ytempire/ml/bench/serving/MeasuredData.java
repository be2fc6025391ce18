package com.ytempire.ml.bench.serving;

import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.bench.measure.SyntheticTitles;
import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.cached.SharedTextEngines;
import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextModelSettings;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.cached.TextResult;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.text.TextModelResolver;
import com.ytempire.ml.inference.trend.StarterModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the measured service answers from: a model, features of some videos, content, signals. */
final class MeasuredData {
  /** Columns that are read, and entities that have them. */
  static final int COLUMNS = 50;

  static final int ENTITIES = 100;

  /** The topic that is asked again and again; some titles are about it, and YouTube tells of it. */
  static final String TOPIC = "how to fix a guitar";

  private static final int TITLES = 2_000;
  private static final Duration EMBEDDING_LIMIT = Duration.ofMinutes(2);

  private MeasuredData() {}

  static String column(int i) {
    return "measured_" + i;
  }

  static String video(int i) {
    return "US|measured-" + i;
  }

  /** The shipped features and as many plain ones as are read. */
  static String definitions(Path config) throws IOException {
    String plain =
        IntStream.range(0, COLUMNS)
            .mapToObj(
                i ->
                    "    - name: %s%n      formula: (likes + %d) / views%n".formatted(column(i), i))
            .collect(Collectors.joining());
    return Files.readString(config.resolve("features.yaml"))
        .replaceFirst("(?m)^  engagement:\\s*$", "  engagement:\n" + plain.stripTrailing());
  }

  /** Makes the starter model the active one. */
  static void activateModel(PlatformSettings settings, ModelRegistry registry, Clock clock)
      throws IOException {
    try (ModelRepository repository =
        ModelRepository.open(settings.models().registryPath(), settings.objects())) {
      var publisher = new ModelPublisher(repository, registry, clock, UUID::randomUUID);
      var unused = publisher.activate(StarterModel.publishTo(repository).ref(), "benchmark");
    }
  }

  /** Fills the stores of a service. */
  static void fill(ServingService service, FeaturePlan plan, EngineSettings engines) {
    Instant now = Instant.now();
    OnlineFeatureStore store = service.part(OnlineFeatureStore.class);
    store.write(plan.videoSchema(), videos(plan.videoSchema(), now));
    store.write(plan.topicSchema(), List.of(topic(plan.topicSchema(), now)));
    service.part(ContentIndex.class).save(contents(plan.embeddingModel(), engines, now));
  }

  private static List<FeatureWrite> videos(FeatureSchema schema, Instant now) {
    List<FeatureWrite> writes = new ArrayList<>();
    for (int i = 0; i < ENTITIES; i++) {
      double[] numbers = new double[schema.numberCount()];
      Arrays.fill(numbers, 0.1 * i + 0.0123456789);
      writes.add(
          new FeatureWrite(
              new EntityKey(EntityKey.VIDEO, video(i)),
              video(i) + "|" + now,
              now,
              now,
              numbers,
              new float[schema.embeddingCount()][]));
    }
    return writes;
  }

  private static FeatureWrite topic(FeatureSchema schema, Instant now) {
    double[] numbers = new double[schema.numberCount()];
    for (FeatureColumn column : schema.columns()) {
      numbers[column.slot()] = column.name().startsWith("signal_volume") ? 400 : 0.5;
    }
    return new FeatureWrite(
        new EntityKey(EntityKey.TOPIC, "youtube|" + TOPIC),
        "measured",
        now,
        now,
        numbers,
        new float[schema.embeddingCount()][]);
  }

  private static List<EmbeddedContent> contents(String model, EngineSettings engines, Instant now) {
    String encoder = new TextModelResolver(engines.models()).encoder(model).encoderRef().folder();
    List<String> titles = SyntheticTitles.distinct(TITLES, 1);
    var text = new TextModelSettings(model, null, engines, EMBEDDING_LIMIT, 0);
    List<CompletableFuture<TextResult>> asked = new ArrayList<>();
    try (TextInference inference = SharedTextEngines.acquire(text)) {
      for (String title : titles) {
        asked.add(inference.infer(title, Set.of(TextOutput.EMBEDDING)));
      }
      List<EmbeddedContent> contents = new ArrayList<>();
      for (int i = 0; i < titles.size(); i++) {
        float[] embedding = asked.get(i).join().embedding();
        if (embedding == null) {
          throw new IllegalStateException("a title could not be embedded: " + titles.get(i));
        }
        contents.add(new EmbeddedContent(content(i, titles.get(i), now), encoder, embedding));
      }
      return contents;
    }
  }

  private static ContentSnapshot content(int i, String title, Instant now) {
    return new ContentSnapshot(
        "US|content-" + i,
        title,
        "channel-" + i % 50,
        28,
        now.minus(Duration.ofDays(1)),
        "measured-" + i,
        now.minus(Duration.ofMinutes(i % 600)).truncatedTo(ChronoUnit.MILLIS),
        Map.of("views", 5_000.0 + i, "delta_views", 2_000.0, "prev_gap_hours", 24.0));
  }
}
