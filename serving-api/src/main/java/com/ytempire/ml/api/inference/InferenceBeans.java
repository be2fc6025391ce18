package com.ytempire.ml.api.inference;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.protocol.OpenInference;
import com.ytempire.ml.inference.protocol.ProtocolLimits;
import com.ytempire.ml.inference.protocol.ProtocolSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** Makes what only this package uses. */
@Factory
class InferenceBeans {
  private static final String NAME = "ytempire";
  private static final String VERSION = "1.0.0";

  /** Versions that stay loaded for requests that name them, besides those that others hold. */
  private static final int VERSIONS_KEPT = 4;

  @Singleton
  @Bean(preDestroy = "close")
  OpenInference protocol(
      PlatformSettings settings,
      ModelRegistry registry,
      ModelEngines engines,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    return new OpenInference(
        settings(settings), new RegisteredModels(registry, engines, blocking), engines, blocking);
  }

  /** No request may be larger, or take longer, than others of the service. */
  private static ProtocolSettings settings(PlatformSettings settings) {
    ProtocolLimits limits = ProtocolLimits.DEFAULT;
    Duration timeout = settings.models().defaultTimeout();
    return new ProtocolSettings(
        NAME,
        VERSION,
        new ProtocolLimits(
            (int) Math.min(limits.maxBodyBytes(), settings.service().limits().bodyBytes()),
            limits.maxTensors(),
            limits.maxRank(),
            limits.maxElements()),
        timeout,
        timeout,
        VERSIONS_KEPT);
  }
}
