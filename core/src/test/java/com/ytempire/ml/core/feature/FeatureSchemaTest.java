package com.ytempire.ml.core.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
  @Test
  void refusesTwoColumnsOfOneName() {
    var column =
        new FeatureColumn("views", "views", 1, "video", ValueKind.NUMBER, 0, 1, Duration.ofDays(1));

    assertThatThrownBy(() -> new FeatureSchema("video", List.of(column, column)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("video has two columns of the name views");
  }
}
