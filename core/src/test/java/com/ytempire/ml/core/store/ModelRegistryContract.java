package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every model registry does. Tests use names of their own and share one registry. */
public abstract class ModelRegistryContract {
  /** When the registry under test says that it is. */
  protected static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.000001Z");

  protected abstract ModelRegistry registry();

  private static ModelVersion version(String name, int number) {
    return new ModelVersion(
        UUID.nameUUIDFromBytes((name + number).getBytes(StandardCharsets.UTF_8)),
        new ModelRef(name, "1." + number),
        "trend_prediction",
        ModelStatus.INACTIVE,
        "s3://models/%s/1.%d".formatted(name, number),
        0.8125,
        0.75,
        "titles 3",
        FIRST.plusSeconds(number),
        null,
        null,
        "tests",
        new ModelLineage(
            Map.of("learning_rate", 0.05, "epochs", (double) number),
            Map.of("seed", "7", "training_source", "a \"quoted\" folder\n")));
  }

  @Test
  void keepsAVersionAsItWasRegistered() {
    ModelVersion full = version("kept", 1);
    ModelVersion bare =
        new ModelVersion(
            UUID.randomUUID(),
            new ModelRef("group/bare", "2"),
            "text_embedding",
            ModelStatus.INACTIVE,
            "file:///models/group/bare/2",
            null,
            null,
            null,
            FIRST,
            null,
            null,
            null);

    assertThat(registry().register(full)).isEqualTo(full);
    assertThat(registry().register(bare)).isEqualTo(bare);

    assertThat(registry().find(full.ref())).contains(full);
    assertThat(registry().find(bare.ref())).contains(bare);
    assertThat(registry().find(new ModelRef("kept", "2"))).isEmpty();
  }

  @Test
  void leavesAVersionAloneThatIsRegisteredAgain() {
    ModelVersion first = registry().register(version("again", 1));
    registry().activate(first.ref());
    var other =
        new ModelVersion(
            UUID.randomUUID(),
            first.ref(),
            "other",
            ModelStatus.INACTIVE,
            "elsewhere",
            null,
            null,
            null,
            NOW,
            null,
            null,
            null);

    assertThat(registry().register(other)).isEqualTo(first.active(NOW));
    assertThat(registry().find(first.ref())).contains(first.active(NOW));
  }

  @Test
  void refusesToRegisterAVersionThatIsInUseAlready() {
    ModelVersion active = version("early", 1).active(NOW);

    assertThatThrownBy(() -> registry().register(active))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("early_v1.1 is registered as active");
    assertThat(registry().find(active.ref())).isEmpty();
  }

  @Test
  void movesTheTrafficFromOneVersionToTheNext() {
    ModelVersion one = registry().register(version("moved", 1));
    ModelVersion two = registry().register(version("moved", 2));
    assertThat(registry().active("moved")).isEmpty();

    assertThat(registry().activate(one.ref())).isEqualTo(one.active(NOW));
    assertThat(registry().active("moved")).contains(one.active(NOW));

    assertThat(registry().activate(two.ref())).isEqualTo(two.active(NOW));
    assertThat(registry().active("moved")).contains(two.active(NOW));
    assertThat(registry().find(one.ref())).contains(one.active(NOW).inactive());
  }

  @Test
  void leavesOtherModelsAlone() {
    ModelVersion mine = registry().register(version("mine", 1));
    ModelVersion yours = registry().register(version("yours", 1));
    registry().activate(yours.ref());

    registry().activate(mine.ref());

    assertThat(registry().active("yours")).contains(yours.active(NOW));
  }

  @Test
  void takesADeprecatedVersionOutOfUseForGood() {
    ModelVersion version = registry().register(version("retired", 1));
    registry().activate(version.ref());
    ModelVersion retired = version.active(NOW).deprecated(NOW);

    assertThat(registry().deprecate(version.ref())).isEqualTo(retired);

    assertThat(registry().active("retired")).isEmpty();
    assertThatThrownBy(() -> registry().activate(version.ref()))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("version 1.1 of model retired is deprecated");
    assertThat(registry().find(version.ref())).contains(retired);
  }

  @Test
  void refusesWhatItDoesNotKnowAndKeepsTheActiveVersion() {
    ModelVersion known = registry().register(version("known", 1));
    registry().activate(known.ref());
    var unknown = new ModelRef("known", "9");

    assertThatThrownBy(() -> registry().activate(unknown))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("version 9 of model known is not registered");
    assertThatThrownBy(() -> registry().deprecate(unknown))
        .isInstanceOf(StoreRefusedException.class);

    assertThat(registry().active("known")).contains(known.active(NOW));
  }

  @Test
  void listsTheNewestFirst() {
    List<ModelVersion> versions =
        IntStream.of(2, 3, 1).mapToObj(i -> registry().register(version("listed", i))).toList();
    ModelVersion other = registry().register(version("listed-too", 9));

    assertThat(registry().list(Optional.of("listed")))
        .containsExactly(versions.get(1), versions.get(0), versions.get(2));
    assertThat(registry().list(Optional.empty()))
        .containsSubsequence(other, versions.get(1), versions.get(0), versions.get(2));
    assertThat(registry().list(Optional.of("nothing"))).isEmpty();
  }

  @Test
  void endsWithOneActiveVersionWhenManyActivateAtOnce() throws Exception {
    ModelRegistry registry = registry();
    List<ModelVersion> versions =
        IntStream.range(0, 5).mapToObj(i -> registry.register(version("contended", i))).toList();
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<ModelVersion>> tasks =
          IntStream.range(0, 60)
              .<Callable<ModelVersion>>mapToObj(
                  i -> () -> registry.activate(versions.get(i % 5).ref()))
              .toList();
      for (Future<ModelVersion> activated : executor.invokeAll(tasks)) {
        assertThat(activated.get().status()).isEqualTo(ModelStatus.ACTIVE);
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(registry.list(Optional.of("contended")))
        .filteredOn(version -> version.status() == ModelStatus.ACTIVE)
        .singleElement()
        .satisfies(version -> assertThat(registry.active("contended")).contains(version));
  }
}
