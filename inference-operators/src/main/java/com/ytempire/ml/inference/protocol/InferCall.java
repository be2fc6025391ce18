package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.protocol.InferRequest.RequestedOutput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One inference from its bytes to its outputs: read, find the version, lease it, run. Ends once:
 * with a result, a failure, its time running out, or being cancelled; whichever it is, the lease is
 * given back when the engine is done with it.
 */
final class InferCall {
  private final ModelEngines engines;
  private final RecentLeases leases;
  private final ProtocolSettings settings;
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final long startNanos = System.nanoTime();

  InferCall(ModelEngines engines, RecentLeases leases, ProtocolSettings settings) {
    this.engines = engines;
    this.leases = leases;
    this.settings = settings;
  }

  /** Outputs of the version that made them. */
  record Result(
      ModelRef ref,
      InferRequest request,
      List<RequestedOutput> wanted,
      Map<String, Tensor> outputs) {
    ProtocolResponse write(ResponseWriter writer) {
      return writer.inference(ref, request, wanted, outputs);
    }
  }

  CompletableFuture<Result> result() {
    return result;
  }

  void cancel() {
    result.cancel(false);
  }

  /** Starts it, on a thread that may take the time to read the request. */
  void start(Supplier<InferRequest> read, Supplier<CompletableFuture<ModelRef>> find) {
    try {
      InferRequest request = read.get();
      Duration timeout = timeout(request);
      result.orTimeout(remainingNanos(timeout), TimeUnit.NANOSECONDS);
      var unused =
          find.get()
              .whenComplete(
                  (ref, failure) -> {
                    if (failure != null) {
                      fail(failure);
                    } else if (!result.isDone()) {
                      lease(ref, request, timeout);
                    }
                  });
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) {
      // Out of memory, say: the thread's owner hears of it, and the sender is not left waiting.
      fail(e);
      throw e;
    }
  }

  private void lease(ModelRef ref, InferRequest request, Duration timeout) {
    var unused =
        engines
            .acquire(ref)
            .whenComplete(
                (lease, failure) -> {
                  if (failure != null) {
                    fail(failure);
                    return;
                  }
                  try {
                    run(ref, lease, request, timeout);
                  } catch (RuntimeException e) {
                    leases.giveBack(ref, lease);
                    fail(e);
                  }
                });
  }

  private void run(ModelRef ref, ModelLease lease, InferRequest request, Duration timeout) {
    if (result.isDone()) {
      leases.giveBack(ref, lease);
      return;
    }
    ModelSignature signature = lease.engine().manifest().signature();
    Map<String, Tensor> inputs = SignatureCheck.inputs(request, signature);
    List<RequestedOutput> wanted = SignatureCheck.outputs(request, signature);
    Duration remaining = Duration.ofNanos(remainingNanos(timeout));
    CompletableFuture<Map<String, Tensor>> running = lease.engine().infer(inputs, remaining);
    var unused =
        running.whenComplete(
            (outputs, failure) -> {
              leases.giveBack(ref, lease);
              if (failure != null) {
                fail(failure);
              } else {
                result.complete(new Result(ref, request, wanted, outputs));
              }
            });
    cancelWhenGivenUp(running);
  }

  /** Out of time or given up: the engine need not run what nobody waits for. */
  private void cancelWhenGivenUp(CompletableFuture<Map<String, Tensor>> running) {
    var unused =
        result.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                running.cancel(false);
              }
            });
  }

  private Duration timeout(InferRequest request) {
    Duration wanted = request.timeout();
    if (wanted == null) {
      return settings.defaultTimeout();
    }
    return wanted.compareTo(settings.maxTimeout()) < 0 ? wanted : settings.maxTimeout();
  }

  /** At least one, so that what is late fails on the same path as what becomes late. */
  private long remainingNanos(Duration timeout) {
    return Math.max(1, timeout.toNanos() - (System.nanoTime() - startNanos));
  }

  private void fail(Throwable failure) {
    result.completeExceptionally(failure);
  }
}
