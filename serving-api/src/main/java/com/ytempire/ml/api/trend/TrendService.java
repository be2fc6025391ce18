package com.ytempire.ml.api.trend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.api.cache.CacheAnswer;
import com.ytempire.ml.api.cache.CacheAnswer.Origin;
import com.ytempire.ml.api.cache.CacheControl;
import com.ytempire.ml.api.cache.MultiLevelCache;
import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.api.routing.ShadowCall.ShadowAnswer;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.ServedPrediction;
import com.ytempire.ml.inference.engine.ModelLease;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Answers whether a topic is about to take off. Safe to share; never blocks. */
final class TrendService {
  /** The reference's key of an answer: this and a hash of the input. */
  private static final String KEY = "predictions:trend:";

  private static final int HASH_BYTES = 16;

  private final GatherEvidence gather;
  private final MultiLevelCache<TrendResponse> cache;
  private final TrendJournal journal;
  private final ObjectMapper mapper;
  private final Options options;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * What does not change.
   *
   * @param confidenceThreshold where a request names none, 0 to 1
   * @param timeout longest time for an answer
   */
  record Options(double confidenceThreshold, Duration timeout) {}

  TrendService(
      GatherEvidence gather,
      MultiLevelCache<TrendResponse> cache,
      TrendJournal journal,
      ObjectMapper mapper,
      Options options,
      Clock clock,
      Supplier<UUID> ids) {
    this.gather = gather;
    this.cache = cache;
    this.journal = journal;
    this.mapper = mapper;
    this.options = options;
    this.clock = clock;
    this.ids = ids;
  }

  Duration timeout() {
    return options.timeout;
  }

  /**
   * Answers a request.
   *
   * @param within what is left of the request's time: a part of the evidence that needs longer is
   *     left out
   * @return fails with a {@link ProblemException}
   */
  CompletableFuture<TrendResponse> predict(
      TrendRequest request, CacheControl control, Duration within) {
    Question question = request.toQuestion(options.confidenceThreshold);
    if (question.topic().isEmpty()) {
      return CompletableFuture.failedFuture(
          ProblemException.invalid("topic", null, "expected a text with a word in it"));
    }
    String input = json(question);
    String hash = hash(input);
    long begun = System.nanoTime();
    return cache
        .get(KEY + hash, control, () -> compute(question, input, hash, left(within, begun)))
        .thenApply(TrendService::response)
        .orTimeout(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              throw problem(failure);
            });
  }

  private static TrendResponse response(CacheAnswer<TrendResponse> answer) {
    return answer.origin() == Origin.COMPUTED
        ? answer.value()
        : answer.value().fromCache(answer.origin() == Origin.STALE);
  }

  /** What is left of the time for an answer; looking for a kept one may have taken some. */
  private static Duration left(Duration within, long begunNanos) {
    Duration left = within.minusNanos(System.nanoTime() - begunNanos);
    return left.toMillis() > 0 ? left : Duration.ofMillis(1);
  }

  private CompletableFuture<TrendResponse> compute(
      Question question, String input, String hash, Duration within) {
    Instant begun = clock.instant();
    long begunNanos = System.nanoTime();
    return gather
        .about(question, hash, within)
        .thenApply(
            gathered -> {
              Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
              TrendResponse response = Answers.of(ids.get(), question, gathered, begun, took);
              keep(question, response, input, hash, gathered, took);
              return response;
            });
  }

  private void keep(
      Question question,
      TrendResponse response,
      String input,
      String hash,
      Gathered gathered,
      Duration took) {
    var given =
        new ServedPrediction(
            response.predictionId(),
            gathered.model(),
            Prediction.TREND,
            input,
            json(response),
            response.confidence(),
            took,
            BigDecimal.ZERO,
            response.metadata().timestamp(),
            Map.of(ServedPrediction.VARIANT, gathered.variant().word()));
    journal.keep(given);
    journal.shadow(given, hash, lease -> shadow(question, response, gathered, lease));
  }

  /** What another version would have made of the same evidence. */
  private CompletableFuture<ShadowAnswer> shadow(
      Question question, TrendResponse given, Gathered gathered, ModelLease lease) {
    return LeasedTrendModel.ask(lease, TrafficVariant.SHADOW, gathered.contents(), options.timeout)
        .thenApply(
            scores -> {
              TrendResponse answer =
                  Answers.of(
                      ids.get(),
                      question,
                      gathered.scoredBy(scores),
                      given.metadata().timestamp(),
                      Duration.ZERO);
              return new ShadowAnswer(json(answer), answer.confidence());
            });
  }

  private static RuntimeException problem(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable known = failure instanceof CompletionException && cause != null ? cause : failure;
    if (known instanceof TimeoutException) {
      return ProblemException.timeout();
    }
    return known instanceof RuntimeException runtime ? runtime : new CompletionException(known);
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  private static String hash(String input) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(input.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
