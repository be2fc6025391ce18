package com.ytempire.ml.training.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionNumbersTest {

  @Test
  void theNextMinorVersionFollowsTheHighest() {
    assertThat(VersionNumbers.next(List.of())).isEqualTo("0.1.0");
    assertThat(VersionNumbers.next(List.of("0.1.0"))).isEqualTo("0.2.0");
    assertThat(VersionNumbers.next(List.of("1.10.3", "1.9.0", "0.99"))).isEqualTo("1.11.0");
    assertThat(VersionNumbers.next(List.of("latest", "2.0", "3.0.0-rc1"))).isEqualTo("2.1.0");
  }

  @Test
  void aVersionNeverHasMoreThanTwentyCharacters() {
    assertThat(VersionNumbers.next(List.of("1.999999999999999.0"))).hasSize(20);
    assertThat(VersionNumbers.next(List.of("1.9999999999999999.0"))).isEqualTo("2.0.0");
    assertThatThrownBy(() -> VersionNumbers.next(List.of("99999999999999999999.0")))
        .hasMessageContaining("20 characters");
  }
}
