package com.ytempire.ml.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompanyEstimateTest {
  private final CompanyEstimate company = new CompanyEstimate(16);

  @Test
  void expectsAtOnceAsManyAsItSees() {
    company.leftInVain(1);
    company.arrived(1);
    assertThat(company.expected()).isEqualTo(1);

    company.arrived(5);

    assertThat(company.expected()).isEqualTo(5);
  }

  @Test
  void learnsFromAWaitInVain() {
    company.arrived(9);

    company.leftInVain(3);

    assertThat(company.expected()).isEqualTo(3);
  }

  @Test
  void forgetsAPeakAfterSomeBatches() {
    company.leftInVain(1);
    company.arrived(40);
    for (int batch = 0; batch < 16; batch++) {
      company.arrived(4);
      company.left(4);
    }
    assertThat(company.expected()).isEqualTo(40);

    for (int batch = 0; batch < 16; batch++) {
      company.arrived(4);
      company.left(4);
    }

    assertThat(company.expected()).isEqualTo(4);
  }
}
