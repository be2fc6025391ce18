package com.ytempire.ml.features.plan;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.definition.FeatureDefinition.Windowed;
import com.ytempire.ml.features.expression.Evaluator;
import com.ytempire.ml.features.expression.Fingerprint;
import com.ytempire.ml.features.series.SampleMode;
import com.ytempire.ml.features.series.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers windowed features into windows: those over the same samples share one. */
final class WindowCompiler {
  private final Meanings meanings;
  private final List<WindowSpec> specs = new ArrayList<>();

  WindowCompiler(Meanings meanings) {
    this.meanings = meanings;
  }

  /** Where a feature's value is found: the window and the aggregate in it. */
  record Place(int window, int aggregate) {
    boolean isNewWindow() {
      return aggregate == 0;
    }
  }

  Place place(Windowed windowed, Evaluator of, @Nullable Evaluator where, FeatureColumn column) {
    SampleMode mode = SampleMode.of(windowed.aggregation().kind());
    long signature = new Fingerprint().add(meanings.samples(windowed)).add(mode.name()).value();
    var aggregate =
        new WindowSpec.Aggregate(meanings.aggregate(windowed), windowed.aggregation(), column);
    for (int i = 0; i < specs.size(); i++) {
      WindowSpec spec = specs.get(i);
      if (spec.signature() == signature) {
        var aggregates = new ArrayList<>(spec.aggregates());
        aggregates.add(aggregate);
        specs.set(i, spec.withAggregates(aggregates));
        return new Place(i, aggregates.size() - 1);
      }
    }
    specs.add(
        new WindowSpec(
            signature,
            windowed.kind(),
            windowed.window().toMillis(),
            windowed.slide().toMillis(),
            mode,
            of,
            where,
            List.of(aggregate)));
    return new Place(specs.size() - 1, 0);
  }

  List<WindowSpec> specs() {
    return List.copyOf(specs);
  }
}
