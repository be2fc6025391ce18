package com.ytempire.ml.api.app;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * What a service is started with.
 *
 * @param settings everything from the environment
 * @param plan the features, with the versions under which they are stored
 * @param engines where models are found and how they are run
 * @param clock what time it is
 * @param port where to listen, 1 to 65535, or 0 for any free port
 * @param metricsPort where Prometheus reads, 1 to 65535, 0 for any free port, -1 for nowhere
 * @param replacements objects to use in place of what the service would make, by the type under
 *     which it is asked for. The service does not close them
 */
public record ServiceOptions(
    PlatformSettings settings,
    FeaturePlan plan,
    EngineSettings engines,
    Clock clock,
    int port,
    int metricsPort,
    Map<Class<?>, Object> replacements) {
  public ServiceOptions {
    replacements = Map.copyOf(replacements);
  }

  /** As the settings say, with the system's clock. */
  public static ServiceOptions of(
      PlatformSettings settings, FeaturePlan plan, EngineSettings engines) {
    return new ServiceOptions(
        settings,
        plan,
        engines,
        Clock.systemUTC(),
        settings.service().port(),
        settings.monitoring().metricsPort(),
        Map.of());
  }

  /** The same with another clock. */
  public ServiceOptions withClock(Clock other) {
    return new ServiceOptions(settings, plan, engines, other, port, metricsPort, replacements);
  }

  /**
   * The same on other ports.
   *
   * @param service 0 for any free port
   * @param metrics 0 for any free port, -1 for nowhere
   */
  public ServiceOptions onPorts(int service, int metrics) {
    return new ServiceOptions(settings, plan, engines, clock, service, metrics, replacements);
  }

  /** The same with an object in place of what the service would make of a type. */
  public <T> ServiceOptions with(Class<T> type, T replacement) {
    Map<Class<?>, Object> all = new HashMap<>(replacements);
    all.put(type, replacement);
    return new ServiceOptions(settings, plan, engines, clock, port, metricsPort, all);
  }
}
