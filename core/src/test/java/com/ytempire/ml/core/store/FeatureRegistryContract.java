package com.ytempire.ml.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.core.store.FeatureRegistry.Definition;
import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every feature registry does. Tests use names of their own and share one registry. */
public abstract class FeatureRegistryContract {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.000001Z");

  /** The registry, looked at with a clock. */
  protected abstract FeatureRegistry registryAt(Clock clock);

  private FeatureRegistry registry() {
    return registryAt(Clock.fixed(FIRST, ZoneOffset.UTC));
  }

  @Test
  void startsEachNameAtVersionOne() {
    var rate = new Definition("start.rate", "engagement", "formula");
    var tier = new Definition("start.tier", "channel", "bins");

    assertThat(registry().register(List.of(rate, tier)))
        .containsExactly(
            new Registered(rate, 1, FIRST, FIRST), new Registered(tier, 1, FIRST, FIRST));
  }

  @Test
  void givesAChangedDefinitionTheNextVersionAndARestoredOneItsOldVersion() {
    var one = new Definition("changed", "engagement", "(likes + comments) / views");
    var two = new Definition("changed", "engagement", "likes / views");

    assertThat(version(one)).isEqualTo(1);
    assertThat(version(one)).isEqualTo(1);
    assertThat(version(two)).isEqualTo(2);
    assertThat(version(one)).isEqualTo(1);
    assertThat(version(two)).isEqualTo(2);
  }

  @Test
  void remembersWhenADefinitionWasSeenFirstAndLast() {
    var definition = new Definition("seen", "temporal", "binary");
    Instant later = FIRST.plusSeconds(3600);
    registry().register(List.of(definition));

    registryAt(Clock.fixed(later, ZoneOffset.UTC)).register(List.of(definition));

    assertThat(registry().all().stream().filter(r -> r.definition().name().equals("seen")))
        .containsExactly(new Registered(definition, 1, FIRST, later));
  }

  @Test
  void takesAnotherGroupWithoutAnotherVersion() {
    registry().register(List.of(new Definition("moved", "text", "model")));

    var moved = new Definition("moved", "channel", "model");

    assertThat(version(moved)).isEqualTo(1);
    assertThat(registry().all()).contains(new Registered(moved, 1, FIRST, FIRST));
  }

  @Test
  void refusesANameGivenTwice() {
    var one = new Definition("twice", "text", "a");
    var two = new Definition("twice", "text", "b");

    assertThatThrownBy(() -> registry().register(List.of(one, two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
    assertThat(registry().all()).noneMatch(r -> r.definition().name().equals("twice"));
  }

  @Test
  void agreesOnVersionsWhenManyRegisterAtOnce() throws Exception {
    FeatureRegistry registry = registry();
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 40)
              .<Callable<Integer>>mapToObj(
                  i -> () -> registry.register(List.of(numbered(i % 5))).get(0).version())
              .toList();
      List<Future<Integer>> versions = executor.invokeAll(tasks);
      for (int i = 0; i < versions.size(); i++) {
        assertThat(versions.get(i).get()).isEqualTo(version(numbered(i % 5)));
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(registry.all().stream().filter(r -> r.definition().name().equals("contended")))
        .extracting(Registered::version)
        .containsExactly(1, 2, 3, 4, 5);
  }

  private static Definition numbered(int i) {
    return new Definition("contended", "text", "definition " + i);
  }

  private int version(Definition definition) {
    return registry().register(List.of(definition)).get(0).version();
  }
}
