package com.ytempire.ml.features.plan;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.store.FeatureRegistry;
import com.ytempire.ml.features.definition.FeatureDefinition;
import com.ytempire.ml.features.definition.FeatureDefinition.ContentConsistency;
import com.ytempire.ml.features.definition.FeatureDefinition.Sentiment;
import com.ytempire.ml.features.definition.FeatureDefinition.TitleEmbedding;
import com.ytempire.ml.features.definition.FeatureDefinition.Windowed;
import com.ytempire.ml.features.definition.FeatureDefinitions;
import com.ytempire.ml.features.definition.SignalDefinitions;
import com.ytempire.ml.features.definition.WindowKind;
import com.ytempire.ml.features.expression.Fingerprint;
import com.ytempire.ml.features.series.ChannelProgram;
import com.ytempire.ml.features.series.ChannelSeries;
import com.ytempire.ml.features.series.SignalProgram;
import com.ytempire.ml.features.series.SignalSeries;
import com.ytempire.ml.features.series.VideoProgram;
import com.ytempire.ml.features.series.VideoSeries;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A feature file compiled: its columns, what it needs, and the series that compute it. Immutable
 * and safe to share; the series it makes are not. Serialized as the text of the file, so that it
 * travels small and is compiled where it arrives.
 */
public final class FeaturePlan implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Used where content consistency is declared and no title embedding. */
  private static final String DEFAULT_EMBEDDING_MODEL = "sentence-transformers/all-MiniLM-L6-v2";

  private final String fileName;
  private final String source;
  private final Map<String, Integer> versions;
  private final transient FeatureDefinitions definitions;
  private final transient PlanColumns columns;
  private final transient VideoProgram video;
  private final transient ChannelProgram channel;
  private final transient SignalProgram signals;
  private final transient boolean eventWindows;

  private FeaturePlan(FeatureDefinitions definitions, Map<String, Integer> versions) {
    this.versions = Map.copyOf(versions);
    this.fileName = definitions.fileName();
    this.source = definitions.source();
    this.definitions = definitions;
    this.columns = new PlanColumns(definitions, this.versions);
    this.video = new ProgramCompiler(definitions, columns).video();
    this.channel =
        new ProgramCompiler(definitions, columns)
            .channel(new Fingerprint().add(embeddingModel()).value());
    this.signals =
        new SignalProgram(
            definitions.signals().windows().stream()
                .map(SignalDefinitions.Window::length)
                .map(length -> length.toMillis())
                .toList());
    this.eventWindows = any(f -> f instanceof Windowed w && w.kind() != WindowKind.TRAILING);
  }

  public static FeaturePlan compile(FeatureDefinitions definitions) {
    return new FeaturePlan(definitions, Map.of());
  }

  /**
   * Reads and compiles a file.
   *
   * @throws ConfigFileException with every problem of the file
   * @throws IOException when the file cannot be read
   */
  public static FeaturePlan load(Path file) throws IOException {
    return compile(FeatureDefinitions.load(file));
  }

  /**
   * Parses and compiles the text of a file.
   *
   * @param fileName how problems name the file
   * @throws ConfigFileException with every problem of the file
   */
  public static FeaturePlan parse(String yaml, String fileName) {
    return compile(FeatureDefinitions.parse(yaml, fileName));
  }

  private Object readResolve() {
    return parse(source, fileName).withVersions(versions);
  }

  /**
   * The same features, stored under the versions that a registry gave them.
   *
   * @param registered version by feature; features that are not named keep that of the file
   */
  public FeaturePlan withVersions(Map<String, Integer> registered) {
    return new FeaturePlan(definitions, registered);
  }

  /** What a registry must know of each feature: those of the file, then those of signals. */
  public List<FeatureRegistry.Definition> registrations() {
    var text = new DefinitionText(definitions.features());
    Stream<FeatureRegistry.Definition> features =
        definitions.features().stream()
            .map(
                feature ->
                    new FeatureRegistry.Definition(
                        feature.name(),
                        feature.head().group().name().toLowerCase(Locale.ROOT),
                        text.of(feature)));
    Stream<FeatureRegistry.Definition> ofSignals =
        topicSchema().columns().stream()
            .map(
                column ->
                    new FeatureRegistry.Definition(
                        column.feature(),
                        "signals",
                        column.name() + ", version " + definitions.signals().version()));
    return Stream.concat(features, ofSignals).toList();
  }

  public FeatureDefinitions definitions() {
    return definitions;
  }

  /** The columns of videos, in the order of the file. */
  public FeatureSchema videoSchema() {
    return columns.schema(EntityKey.VIDEO);
  }

  /** The columns of channels, in the order of the file. */
  public FeatureSchema channelSchema() {
    return columns.schema(EntityKey.CHANNEL);
  }

  /** The columns of topics: volume, velocity, acceleration and strength of each window. */
  public FeatureSchema topicSchema() {
    return columns.topics();
  }

  /** The columns of videos and channels in the order of the file: one row of these per event. */
  public List<FeatureColumn> rowColumns() {
    return columns.row();
  }

  /** Whether titles must be embedded. */
  public boolean needsEmbedding() {
    return any(f -> f instanceof TitleEmbedding || f instanceof ContentConsistency);
  }

  /** Whether the sentiment of titles must be found. */
  public boolean needsSentiment() {
    return any(Sentiment.class::isInstance);
  }

  /** Whether channel features need the channel's history, and so events keyed by channel. */
  public boolean needsChannelHistory() {
    return any(ContentConsistency.class::isInstance);
  }

  /** Whether there are tumbling or hopping windows, which must be closed when their time comes. */
  public boolean hasEventWindows() {
    return eventWindows;
  }

  /** Name of the model that embeds titles. */
  public String embeddingModel() {
    return first(TitleEmbedding.class).map(TitleEmbedding::model).orElse(DEFAULT_EMBEDDING_MODEL);
  }

  /** Name of the model that finds the sentiment of titles; empty when none is declared. */
  public Optional<String> sentimentModel() {
    return first(Sentiment.class).map(Sentiment::model);
  }

  private boolean any(Predicate<FeatureDefinition> condition) {
    return definitions.features().stream().anyMatch(condition);
  }

  private <T extends FeatureDefinition> Optional<T> first(Class<T> kind) {
    return definitions.features().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** A new computation of video features, for one thread. */
  public VideoSeries newVideoSeries() {
    return new VideoSeries(video);
  }

  /** A new computation of channel features, for one thread. */
  public ChannelSeries newChannelSeries() {
    return new ChannelSeries(channel);
  }

  /** A new computation of topic features, for one thread. */
  public SignalSeries newSignalSeries() {
    return new SignalSeries(signals);
  }
}
