package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns failures into answers. What a caller can act on is told; paths and internals of the server
 * go to its log instead.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int INTERNAL_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final int TIMED_OUT = 504;

  private final ResponseWriter writer;

  Failures(ResponseWriter writer) {
    this.writer = writer;
  }

  ProtocolResponse response(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ProtocolException known) {
      return writer.error(known.status(), message(known));
    }
    if (cause instanceof InferenceException known) {
      return inference(known);
    }
    if (cause instanceof TimeoutException) {
      return writer.error(TIMED_OUT, "no result in the time that the request had");
    }
    if (cause instanceof ModelLoadException) {
      LOG.warn("a model that was asked for cannot be loaded", cause);
      return writer.error(UNAVAILABLE, "the model cannot be loaded; the server's log says why");
    }
    if (cause instanceof StoreUnavailableException) {
      LOG.warn("the model registry does not answer", cause);
      return retryLater(UNAVAILABLE, "the model registry does not answer");
    }
    if (cause instanceof RejectedExecutionException) {
      return retryLater(UNAVAILABLE, "the server has no thread free for the request");
    }
    LOG.error("a request failed in the server", cause);
    return writer.error(INTERNAL_ERROR, "internal error; the server's log says more");
  }

  private ProtocolResponse inference(InferenceException failure) {
    return switch (failure.reason()) {
      case INVALID_INPUT -> writer.error(ProtocolException.BAD_REQUEST, message(failure));
      case REJECTED -> retryLater(TOO_MANY_REQUESTS, message(failure));
      case DEADLINE_EXCEEDED -> writer.error(TIMED_OUT, message(failure));
      case CLOSED -> retryLater(UNAVAILABLE, "the model is being unloaded");
      case OUT_OF_MEMORY ->
          writer.error(INTERNAL_ERROR, "the device has not enough memory for this request");
      case MODEL_UNAVAILABLE -> {
        LOG.warn("a model that was asked for is not available", failure);
        yield writer.error(UNAVAILABLE, "the model cannot be loaded; the server's log says why");
      }
      case MODEL_FAILED -> {
        LOG.warn("a model failed on a request", failure);
        yield writer.error(INTERNAL_ERROR, "the model failed on this request");
      }
    };
  }

  private ProtocolResponse retryLater(int status, String message) {
    ProtocolResponse plain = writer.error(status, message);
    Map<String, String> headers = new HashMap<>(plain.headers());
    headers.put("Retry-After", "1");
    return new ProtocolResponse(status, Map.copyOf(headers), plain.body());
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
