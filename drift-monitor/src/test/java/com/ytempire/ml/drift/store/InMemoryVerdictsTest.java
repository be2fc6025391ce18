package com.ytempire.ml.drift.store;

class InMemoryVerdictsTest extends VerdictsContract {
  private final Verdicts verdicts = new InMemoryVerdicts();

  @Override
  Verdicts verdicts() {
    return verdicts;
  }
}
