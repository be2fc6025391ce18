package com.ytempire.ml.features.plan;

import com.ytempire.ml.features.definition.FeatureDefinition;
import com.ytempire.ml.features.definition.FeatureDefinition.Binned;
import com.ytempire.ml.features.definition.FeatureDefinition.Formula;
import com.ytempire.ml.features.definition.FeatureDefinition.Windowed;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.expression.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/**
 * Fingerprints of what names mean, through all features they are built from: they change when the
 * meaning changes, and only then.
 */
final class Meanings {
  private final Map<String, FeatureDefinition> features;
  private final Map<String, Long> known = new HashMap<>();

  Meanings(Map<String, FeatureDefinition> features) {
    this.features = features;
  }

  /** Fingerprint of a name in an expression. */
  long of(String name) {
    Long done = known.get(name);
    if (done == null) {
      FeatureDefinition feature = Input.find(name).isPresent() ? null : features.get(name);
      done = feature == null ? new Fingerprint().add("input").add(name).value() : of(feature);
      known.put(name, done);
    }
    return done;
  }

  private long of(FeatureDefinition feature) {
    var print = new Fingerprint();
    if (feature instanceof Formula formula) {
      print.add("formula").add(formula.expression(), this::of);
      return print.add(formula.minViews() == null ? -1L : formula.minViews()).value();
    }
    if (feature instanceof Binned binned) {
      print.add("bins").add(binned.of(), this::of);
      binned.edges().forEach(edge -> print.add(edge.doubleValue()));
      return print.value();
    }
    if (feature instanceof Windowed windowed) {
      return print.add(samples(windowed)).add(aggregate(windowed)).value();
    }
    if (feature instanceof FeatureDefinition.Categorical categorical) {
      print.add("categorical").add(categorical.input().word());
      categorical.values().forEach(value -> print.add((long) value));
      return print.value();
    }
    return print.add("feature").add(feature.name()).add((long) feature.head().version()).value();
  }

  /** Fingerprint of a window's samples: what is sampled, when, and over which windows. */
  long samples(Windowed windowed) {
    var print = new Fingerprint().add("window").add(windowed.kind().name());
    print.add(windowed.window().toMillis()).add(windowed.slide().toMillis());
    print.add(windowed.of(), this::of);
    if (windowed.where() != null) {
      print.add(windowed.where(), this::of);
    }
    return print.value();
  }

  /** Fingerprint of how samples become a value. */
  long aggregate(Windowed windowed) {
    return new Fingerprint()
        .add(windowed.aggregation().kind().name())
        .add(windowed.aggregation().quantile())
        .value();
  }
}
