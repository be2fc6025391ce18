package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.repository.ModelPublisher;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.jobs.io.registry.RegistryFactory;
import java.io.Serializable;
import java.time.Clock;
import java.util.UUID;

/** Opens the publisher of versions where the job runs. */
@FunctionalInterface
public interface PublisherFactory extends Serializable {
  /** What was opened. */
  interface Opened extends AutoCloseable {
    ModelPublisher publisher();

    @Override
    void close();
  }

  Opened open();

  /** The repository and the registry that settings name, over one connection. */
  static PublisherFactory of(PlatformSettings settings) {
    return () -> {
      ModelRepository repository =
          ModelRepository.open(settings.models().registryPath(), settings.objects());
      RegistryFactory.OpenRegistry registry = RegistryFactory.postgres(settings.database()).open();
      var publisher =
          new ModelPublisher(repository, registry.registry(), Clock.systemUTC(), UUID::randomUUID);
      return new Opened() {
        @Override
        public ModelPublisher publisher() {
          return publisher;
        }

        @Override
        public void close() {
          registry.close().run();
          repository.close();
        }
      };
    };
  }
}
