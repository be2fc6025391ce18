package com.ytempire.ml.alerts.metric;

import java.util.Set;

/** What there is one reading of. */
public enum MetricScope {
  /** Each version of each model. */
  VERSION(Set.of(Labels.MODEL, Labels.VERSION)),
  /** The platform as a whole, or one model where a rule names it. */
  PLATFORM(Set.of(Labels.MODEL)),
  /** The machine that evaluates the rules. */
  MACHINE(Set.of(Labels.HOST)),
  /** Each GPU of that machine. */
  GPU(Set.of(Labels.HOST, Labels.GPU));

  private final Set<String> labels;

  MetricScope(Set<String> labels) {
    this.labels = labels;
  }

  /** Names of the labels that readings may carry. */
  public Set<String> labels() {
    return labels;
  }

  /** Whether a rule may pick one model. */
  public boolean knowsModels() {
    return labels.contains(Labels.MODEL);
  }
}
