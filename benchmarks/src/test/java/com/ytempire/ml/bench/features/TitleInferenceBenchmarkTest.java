package com.ytempire.ml.bench.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.bench.measure.SyntheticTitles;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TitleInferenceBenchmarkTest {
  @Test
  void measuresBothPathsOnFreshTitles() throws Exception {
    TitleInferenceBenchmark.Result result = TitleInferenceBenchmark.run(2);

    // No bound on the ratio: a test machine may be busy with anything. It is measured by hand.
    assertThat(result.rawMillis()).isPositive();
    assertThat(result.operatorMillis()).isPositive();
    assertThat(result.rounds()).isEqualTo(2);
    assertThat(result.toString()).contains("raw").contains("operator").contains("ratio");
  }

  @Test
  void refusesTitlesThatTheCacheWouldAnswer() {
    List<String> repeated = Collections.nCopies(10_000, "same");

    assertThatThrownBy(() -> TitleInferenceBenchmark.run(repeated, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("704 different titles");
  }

  @Test
  void makesDifferentTitlesAndTheSameOnesForASeed() {
    List<String> titles = SyntheticTitles.distinct(2000, 7);

    assertThat(titles).doesNotHaveDuplicates().hasSize(2000);
    assertThat(SyntheticTitles.distinct(2000, 7)).isEqualTo(titles);
    assertThat(titles).noneMatch(title -> title.contains("%"));
  }
}
