package com.ytempire.ml.inference.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockFileTest {
  @TempDir Path folder;

  private LockFile lock() {
    return LockFile.at(folder.resolve("lock"));
  }

  @Test
  void hasOneExclusiveHolderOrManyWhoShare() throws IOException {
    try (LockFile.Held held = lock().tryExclusive()) {
      assertThat(held).isNotNull();
      assertThat(lock().tryExclusive()).isNull();
      assertThat(lock().shareAgain()).isFalse();
      assertThatThrownBy(() -> lock().share(Duration.ZERO))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process has held " + folder.resolve("lock"));
    }

    lock().share(Duration.ZERO);
    assertThat(lock().shareAgain()).isTrue();
    lock().unshare();
    assertThat(lock().tryExclusive()).isNull();

    lock().unshare();
    assertThatThrownBy(() -> lock().unshare()).isInstanceOf(IllegalStateException.class);
    try (LockFile.Held held = lock().tryExclusive()) {
      assertThat(held).isNotNull();
    }
  }
}
