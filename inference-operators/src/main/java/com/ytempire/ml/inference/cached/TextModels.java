package com.ytempire.ml.inference.cached;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.sentiment.SentimentHead;
import com.ytempire.ml.inference.text.BundledMiniLm;
import com.ytempire.ml.inference.text.TextModelFiles;
import com.ytempire.ml.inference.text.TextModelResolver;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions that configured names mean.
 *
 * @param encoder gives embeddings; null when none are needed
 * @param head gives sentiment from embeddings, or null
 * @param headEncoder gives the embeddings that the head reads; null without a head
 * @param classifier gives sentiment from texts, in place of a head; or null
 */
record TextModels(
    @Nullable ModelRef encoder,
    @Nullable SentimentHead head,
    @Nullable ModelRef headEncoder,
    @Nullable ModelRef classifier) {

  /**
   * Looks names up.
   *
   * @throws com.ytempire.ml.inference.model.ModelLoadException when a name is unknown, or a
   *     configured folder lacks a file
   */
  static TextModels of(TextModelSettings settings) {
    var resolver = new TextModelResolver(settings.engines().models());
    String embedding = settings.embeddingModel();
    ModelRef encoder = embedding == null ? null : resolver.encoder(embedding).encoderRef();
    String sentiment = settings.sentimentModel();
    if (sentiment == null) {
      return new TextModels(encoder, null, null, null);
    }
    TextModelFiles files = resolver.sentimentClassifier(sentiment);
    if (files != null) {
      return new TextModels(encoder, null, null, files.classifierRef());
    }
    SentimentHead head = SentimentHead.bundled();
    // The head reads the bundled encoder's embeddings and no other's.
    boolean shared = encoder != null && encoder.name().equals(head.encoderId());
    return new TextModels(encoder, head, shared ? encoder : BundledMiniLm.REF, null);
  }

  /** All versions that have to be loaded. */
  Set<ModelRef> versions() {
    return Stream.of(encoder, headEncoder, classifier)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
