package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelLease;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a {@link PendingInference} needs of the function that it belongs to. Safe to share. */
interface InferenceSteps<I> {
  CompletableFuture<ModelLease> acquire(ModelRef version);

  /**
   * The version to ask in place of one that cannot be loaded: the one that answers new records, if
   * that is another one.
   */
  @Nullable ModelRef currentInsteadOf(ModelRef version);

  /**
   * Puts a record to a version.
   *
   * @param elapsed what the record has used of its time
   * @throws IllegalArgumentException when the record lacks something that the version wants
   */
  CompletableFuture<float[]> ask(ModelLease lease, I record, Duration elapsed);

  /**
   * Runs a further try later, on another thread.
   *
   * @param attempt the try that failed, from 1
   * @param elapsed what the record has used of its time
   * @return false when the tries or the time are used up
   */
  boolean retry(int attempt, Duration elapsed, Runnable next);
}
