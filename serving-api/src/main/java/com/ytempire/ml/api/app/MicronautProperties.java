package com.ytempire.ml.api.app;

import com.ytempire.ml.core.settings.RequestLimits;
import com.ytempire.ml.core.settings.ServiceSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * The framework's settings that follow from the platform's. What never changes is in {@code
 * application.yml}. The framework reads no variable of the environment itself.
 */
final class MicronautProperties {
  private MicronautProperties() {}

  static Map<String, Object> of(ServiceOptions options) {
    ServiceSettings service = options.settings().service();
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.host", service.host());
    properties.put("micronaut.server.port", options.port() == 0 ? -1 : options.port());
    limits(service.limits(), properties);
    cors(service, properties);
    return properties;
  }

  private static void limits(RequestLimits limits, Map<String, Object> properties) {
    properties.put("micronaut.server.max-request-size", limits.bodyBytes());
    properties.put("micronaut.server.max-request-buffer-size", limits.bodyBytes());
    properties.put("micronaut.server.netty.max-header-size", limits.headerBytes());
    properties.put("micronaut.server.netty.max-initial-line-length", limits.urlBytes());
    properties.put("micronaut.server.idle-timeout", limits.idleTimeout());
  }

  private static void cors(ServiceSettings service, Map<String, Object> properties) {
    properties.put("micronaut.server.cors.enabled", !service.corsOrigins().isEmpty());
    if (!service.corsOrigins().isEmpty()) {
      String configuration = "micronaut.server.cors.configurations.configured.";
      properties.put(configuration + "allowed-origins", service.corsOrigins());
      properties.put(configuration + "allow-credentials", false);
    }
  }
}
