package com.ytempire.ml.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void readsOneNumberPerDevice() {
    assertThat(DeviceMemory.ask(List.of("printf", "81559\\n 24576\\n"), PATIENCE))
        .containsExactly(81559L << 20, 24576L << 20);
  }

  @Test
  void knowsNothingWhereTheToolIsMissingFailsOrSaysSomethingElse() {
    assertThat(DeviceMemory.ask(List.of("no-such-tool-here"), PATIENCE)).isEmpty();
    assertThat(DeviceMemory.ask(List.of("false"), PATIENCE)).isEmpty();
    assertThat(DeviceMemory.ask(List.of("echo", "[N/A]"), PATIENCE)).isEmpty();
  }

  @Test
  void doesNotWaitForAToolThatHangs() {
    assertThat(DeviceMemory.ask(List.of("sleep", "600"), Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void asksOnce() {
    AtomicInteger asked = new AtomicInteger();
    DeviceMemory memory =
        new DeviceMemory(
            () -> {
              asked.incrementAndGet();
              return List.of(7L);
            });

    assertThat(memory.bytes(0)).isEqualTo(7);
    assertThat(memory.bytes(1)).isZero();
    assertThat(asked).hasValue(1);
  }
}
