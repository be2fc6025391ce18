package com.ytempire.ml.api.app;

import com.ytempire.ml.api.operation.MetricsListener;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/**
 * The service does not start. Its message says why, and what to do about it where that is known.
 */
public final class ServiceStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int CAUSES = 10;

  ServiceStartException(ServiceOptions options, Throwable cause) {
    super(message(options, cause), cause);
  }

  private static String message(ServiceOptions options, Throwable cause) {
    Throwable next = cause;
    Throwable last = cause;
    for (int i = 0; next != null && i < CAUSES; i++, next = next.getCause()) {
      if (next instanceof MetricsListener.PortTakenException) {
        return next.getMessage() + "; choose another port by PROMETHEUS_METRICS_PORT";
      }
      if (next instanceof BindException) {
        return taken(options, next.getMessage());
      }
      last = next;
    }
    return "the service does not start: " + last.getMessage();
  }

  private static String taken(ServiceOptions options, @Nullable String reason) {
    return "the service cannot listen on %s, port %d (%s); free it, or choose another by SERVICE_PORT"
        .formatted(options.settings().service().host(), options.port(), reason);
  }
}
