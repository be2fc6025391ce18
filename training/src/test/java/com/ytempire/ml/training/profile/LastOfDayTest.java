package com.ytempire.ml.training.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastOfDayTest {
  private record Row(String video, String at) {}

  @Test
  void ofEachVideoTheLastRowOfEachDayStays() {
    List<Row> rows =
        List.of(
            new Row("a", "2026-01-05T10:00:00Z"),
            new Row("a", "2026-01-05T23:59:59Z"),
            new Row("b", "2026-01-05T12:00:00Z"),
            new Row("a", "2026-01-05T11:00:00Z"),
            new Row("a", "2026-01-06T00:00:00Z"),
            new Row("b", "2026-01-05T12:00:00Z"));

    assertThat(LastOfDay.of(rows, row -> Instant.parse(row.at()), Row::video))
        .containsExactly(1, 4, 5);
  }
}
