package com.ytempire.ml.api.routing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegistryOutageTest {
  @TempDir private Path directory;

  /** A registry that can be away. */
  private static final class UnsteadyRegistry implements ModelRegistry {
    private final ModelRegistry registry = new InMemoryModelRegistry(Clock.systemUTC());
    private volatile boolean away;

    private ModelRegistry registry() {
      if (away) {
        throw new StoreUnavailableException("away", new IOException("refused"));
      }
      return registry;
    }

    @Override
    public ModelVersion register(ModelVersion version) {
      return registry().register(version);
    }

    @Override
    public Optional<ModelVersion> find(ModelRef ref) {
      return registry().find(ref);
    }

    @Override
    public Optional<ModelVersion> active(String modelName) {
      return registry().active(modelName);
    }

    @Override
    public List<ModelVersion> list(Optional<String> modelName) {
      return registry().list(modelName);
    }

    @Override
    public ModelVersion activate(ModelRef ref) {
      return registry().activate(ref);
    }

    @Override
    public ModelVersion deprecate(ModelRef ref) {
      return registry().deprecate(ref);
    }
  }

  private final UnsteadyRegistry registry = new UnsteadyRegistry();

  private RoutingFixture fixture() throws IOException {
    var fixture = new RoutingFixture(directory, Optional.of(registry));
    ModelRef ref = fixture.publish(1);
    registry.register(fixture.registry.find(ref).orElseThrow());
    registry.activate(ref);
    return fixture;
  }

  @Test
  void staysAsItWasWhileTheRegistryIsAway() throws Exception {
    try (RoutingFixture fixture = fixture()) {
      assertThat(fixture.answer("any")).isEqualTo(1);

      registry.away = true;
      fixture.router.refresh().get(20, SECONDS);

      assertThat(fixture.answer("any")).isEqualTo(1);
      assertThat(fixture.loaded()).containsExactly(RoutingFixture.version(1));
    }
  }

  @Test
  void startsWithWhatOthersRemember() throws Exception {
    try (RoutingFixture fixture = fixture()) {
      registry.away = true;
      assertThatThrownBy(() -> fixture.answer("any"))
          .hasCauseInstanceOf(StoreUnavailableException.class);

      fixture.memory.put(RoutingFixture.MODEL, RoutingFixture.version(1));

      assertThat(fixture.answer("any")).isEqualTo(1);
    }
  }
}
