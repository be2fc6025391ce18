package com.ytempire.ml.api.trend;

import com.ytempire.ml.api.trend.Evidence.Earlier;
import com.ytempire.ml.api.trend.TrendModel.Scores;
import com.ytempire.ml.core.content.Cosine;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.features.definition.SignalDefinitions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Finds out about a topic what can be found out in a given time: content and signals side by side,
 * then what the model says of the content. A part that fails or is late is left out and told;
 * without a model there is no answer. Safe to share; blocks nobody but the executor's threads.
 */
final class GatherEvidence {
  /** Pieces of content looked at: enough for many regions' copies of the most similar ones. */
  static final int MOST_CONTENT = 60;

  /** Share of the time that stores get; the rest is for the model. */
  private static final double SHARE_OF_STORES = 0.6;

  private final TopicEncoder encoder;
  private final ContentIndex index;
  private final TopicSignals signals;
  private final TrendModel model;
  private final Executor blocking;
  private final Clock clock;

  /**
   * @param blocking runs what waits for a server
   */
  GatherEvidence(
      TopicEncoder encoder,
      ContentIndex index,
      TopicSignals signals,
      TrendModel model,
      Executor blocking,
      Clock clock) {
    this.encoder = encoder;
    this.index = index;
    this.signals = signals;
    this.model = model;
    this.blocking = blocking;
    this.clock = clock;
  }

  private record Found(
      List<SimilarContent> content, List<Earlier> history, List<Degraded> degraded) {
    static Found without(Degraded part) {
      return new Found(List.of(), List.of(), List.of(part));
    }
  }

  private record Heard(List<SourceSignal> signals, Duration window, List<Degraded> degraded) {}

  /**
   * @param inputHash decides which version of the model is asked
   * @param within longest time for all of it
   */
  CompletableFuture<Gathered> about(Question question, String inputHash, Duration within) {
    long storeMillis = Math.max(1, (long) (within.toMillis() * SHARE_OF_STORES));
    CompletableFuture<Found> found =
        encoder
            .embed(question.topic())
            .thenApplyAsync(embedding -> find(question, embedding), blocking)
            .orTimeout(storeMillis, TimeUnit.MILLISECONDS)
            .exceptionally(
                failure -> Found.without(Degraded.because(Degraded.Part.CONTENT, failure)));
    CompletableFuture<Heard> heard =
        supply(() -> hear(question))
            .orTimeout(storeMillis, TimeUnit.MILLISECONDS)
            .exceptionally(
                failure ->
                    new Heard(
                        List.of(),
                        question.timeframe().length(),
                        List.of(Degraded.because(Degraded.Part.SIGNALS, failure))));
    CompletableFuture<Scores> scores =
        model.score(
            inputHash,
            found.thenApply(Found::content),
            Duration.ofMillis(Math.max(1, within.toMillis() - storeMillis)));
    return scores.thenCombine(
        found.thenCombine(heard, GatherEvidence::both),
        (scored, both) -> gathered(scored, both.found, both.heard));
  }

  private record Both(Found found, Heard heard) {}

  private static Both both(Found found, Heard heard) {
    return new Both(found, heard);
  }

  private <T> CompletableFuture<T> supply(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, blocking);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Found find(Question question, float[] embedding) {
    List<SimilarContent> similar =
        onePerContent(
            index.nearest(
                embedding,
                encoder.version(),
                MOST_CONTENT,
                clock.instant().minus(question.timeframe().lookback())));
    if (question.channel().history().isEmpty()) {
      return new Found(similar, List.of(), List.of());
    }
    try {
      return new Found(similar, history(question, embedding), List.of());
    } catch (StoreUnavailableException e) {
      var lost = Degraded.because(Degraded.Part.CHANNEL_HISTORY, e);
      return new Found(similar, List.of(), List.of(lost));
    }
  }

  /** Lists of several regions hold the same content: the most similar stands for all. */
  private static List<SimilarContent> onePerContent(List<SimilarContent> similar) {
    Map<String, SimilarContent> first = new LinkedHashMap<>();
    for (SimilarContent content : similar) {
      first.merge(
          content.content().contentId(),
          content,
          (old, next) -> next.content().isAfter(old.content()) ? next : old);
    }
    return List.copyOf(first.values());
  }

  private List<Earlier> history(Question question, float[] embedding) {
    List<Earlier> history = new ArrayList<>();
    for (EmbeddedContent earlier : index.findAll(question.channel().history(), encoder.version())) {
      history.add(new Earlier(earlier.content(), likeness(embedding, earlier.embedding())));
    }
    return history;
  }

  /** 0 where one of them has no direction. */
  private static double likeness(float[] a, float[] b) {
    double cosine = Cosine.of(a, b);
    return Double.isNaN(cosine) ? 0 : cosine;
  }

  private Heard hear(Question question) {
    Optional<SignalDefinitions.Window> window = signals.window(question.timeframe());
    if (window.isEmpty()) {
      var off = new Degraded(Degraded.Part.SIGNALS, "no aggregates of signals are defined");
      return new Heard(List.of(), question.timeframe().length(), List.of(off));
    }
    TopicSignals.Read read = signals.read(question.topic(), question.sources(), window.get());
    List<Degraded> degraded =
        read.fromSecondChoice()
            ? List.of(
                new Degraded(Degraded.Part.CACHE, "features were read from the store behind it"))
            : List.of();
    return new Heard(read.signals(), window.get().length(), degraded);
  }

  private static Gathered gathered(Scores scores, Found found, Heard heard) {
    List<Neighbour> neighbours = new ArrayList<>();
    for (int i = 0; i < found.content.size(); i++) {
      neighbours.add(new Neighbour(found.content.get(i), scores.growths().get(i)));
    }
    List<Degraded> degraded = new ArrayList<>(found.degraded);
    degraded.addAll(heard.degraded);
    List<Evidence.Part> missing = new ArrayList<>();
    for (Degraded part : degraded) {
      switch (part.part()) {
        case CONTENT -> missing.add(Evidence.Part.CONTENT);
        case SIGNALS -> missing.add(Evidence.Part.SIGNALS);
        case CHANNEL_HISTORY, CACHE -> {
          // What is there is used.
        }
      }
    }
    return new Gathered(
        new Evidence(neighbours, heard.signals, heard.window, found.history, missing),
        scores.model(),
        scores.variant(),
        degraded);
  }
}
