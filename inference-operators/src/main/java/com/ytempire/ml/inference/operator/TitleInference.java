package com.ytempire.ml.inference.operator;

import com.ytempire.ml.inference.cached.TextInference;
import com.ytempire.ml.inference.cached.TextInferenceProvider;
import com.ytempire.ml.inference.cached.TextOutput;
import com.ytempire.ml.inference.cached.TextResult;
import com.ytempire.ml.inference.text.TextEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds text features to records by asynchronous inference on their titles, for {@code
 * AsyncDataStream.unorderedWait} or {@code orderedWait}, in stream and in batch.
 *
 * <p>Every record gives exactly one result. A record without a title goes on at once. A failed or
 * timed-out one goes on without the features and with the reason, for the job to send to a side
 * output. Never blocks the task; tokenizing a title takes it about 50 µs. After a restart the
 * records that were in flight are asked about again, which changes nothing: inference has no effect
 * outside.
 *
 * @param <I> record
 * @param <O> result
 */
public final class TitleInference<I, O> extends RichAsyncFunction<I, O>
    implements ResultTypeQueryable<O> {
  private static final long serialVersionUID = 1L;

  /**
   * Records in flight per subtask: four full batches for each of four threads, so that the engine
   * never waits for the task and finds titles of like length to run together. The engine's queue
   * must hold this times the subtasks in a process.
   */
  public static final int CAPACITY = 128;

  /** Longer than the engine lets a request wait, so that a busy engine answers with its reason. */
  public static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final TitleOf<I> title;
  private final WithTextFeatures<I, O> combine;
  private final Set<TextOutput> outputs;
  private final TextInferenceProvider provider;
  private final TypeInformation<O> resultType;

  private transient @Nullable TextInference engine;
  private transient @Nullable TitleInferenceMetrics metrics;

  /**
   * @param outputs what to ask about each title, at least one
   * @param provider finds the engine where the operator runs
   */
  public TitleInference(
      TitleOf<I> title,
      WithTextFeatures<I, O> combine,
      Set<TextOutput> outputs,
      TextInferenceProvider provider,
      TypeInformation<O> resultType) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("title inference: no output asked for");
    }
    this.title = title;
    this.combine = combine;
    this.outputs = Set.copyOf(outputs);
    this.provider = provider;
    this.resultType = resultType;
  }

  @Override
  public void open(OpenContext context) {
    TextInference acquired = provider.acquire();
    engine = acquired;
    metrics = new TitleInferenceMetrics(getRuntimeContext().getMetricGroup(), acquired);
  }

  @Override
  public void asyncInvoke(I input, ResultFuture<O> result) {
    TitleInferenceMetrics counted = opened(metrics);
    String text = title.of(input);
    if (text == null || !TextEncoder.hasText(text)) {
      emit(input, TextResult.EMPTY, result);
      return;
    }
    counted.requested();
    var unused =
        opened(engine)
            .infer(text, outputs)
            .whenComplete(
                (found, failure) -> {
                  TextResult outcome = failure == null ? found : TextResult.failed(failure);
                  if (outcome.failure() != null) {
                    counted.failed();
                  }
                  emit(input, outcome, result);
                });
  }

  @Override
  public void timeout(I input, ResultFuture<O> result) {
    opened(metrics).timedOut();
    result.complete(
        List.of(combine.combine(input, null, Double.NaN, "TIMEOUT: no result in the time given")));
  }

  @Override
  public TypeInformation<O> getProducedType() {
    return resultType;
  }

  @Override
  public void close() {
    TextInference held = engine;
    engine = null;
    if (held != null) {
      held.close();
    }
  }

  private void emit(I input, TextResult found, ResultFuture<O> result) {
    O combined;
    try {
      combined =
          combine.combine(input, found.embedding(), found.sentiment(), found.failureReason());
    } catch (RuntimeException e) {
      // On an engine thread nobody would see it, and the record would wait for its timeout.
      result.completeExceptionally(e);
      return;
    }
    result.complete(List.of(combined));
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("title inference is not open");
    }
    return value;
  }
}
