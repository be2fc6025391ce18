package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.local.server.PortHolders;
import com.ytempire.ml.local.server.ServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ports on which the service listens. */
final class ServicePorts {
  private ServicePorts() {}

  /**
   * Refuses ports that others hold, before anything is started.
   *
   * @throws ServerException naming the port, who holds it, and the variable that changes it
   */
  static void requireFree(Map<String, String> environment) {
    PlatformSettings settings = PlatformSettings.from(environment);
    List<String> taken = new ArrayList<>();
    check("service", settings.service().port(), "SERVICE_PORT", taken);
    check("metrics", settings.monitoring().metricsPort(), "PROMETHEUS_METRICS_PORT", taken);
    if (!taken.isEmpty()) {
      throw new ServerException(String.join("\n", taken));
    }
  }

  private static void check(String what, int port, String variable, List<String> taken) {
    if (!PortHolders.isFree(port)) {
      taken.add(
          "port %d of the %s is taken by %s; free it, or choose another port by %s"
              .formatted(port, what, PortHolders.describe(port), variable));
    }
  }
}
