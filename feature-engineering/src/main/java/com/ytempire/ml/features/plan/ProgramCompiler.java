package com.ytempire.ml.features.plan;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.definition.FeatureDefinition;
import com.ytempire.ml.features.definition.FeatureDefinition.Binary;
import com.ytempire.ml.features.definition.FeatureDefinition.Binned;
import com.ytempire.ml.features.definition.FeatureDefinition.Categorical;
import com.ytempire.ml.features.definition.FeatureDefinition.ContentConsistency;
import com.ytempire.ml.features.definition.FeatureDefinition.Cyclical;
import com.ytempire.ml.features.definition.FeatureDefinition.Formula;
import com.ytempire.ml.features.definition.FeatureDefinition.Sentiment;
import com.ytempire.ml.features.definition.FeatureDefinition.TitleEmbedding;
import com.ytempire.ml.features.definition.FeatureDefinition.Windowed;
import com.ytempire.ml.features.definition.FeatureDefinitions;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.expression.Evaluator;
import com.ytempire.ml.features.expression.Expression;
import com.ytempire.ml.features.expression.ExpressionCompiler;
import com.ytempire.ml.features.series.ChannelProgram;
import com.ytempire.ml.features.series.Step;
import com.ytempire.ml.features.series.VideoProgram;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns definitions into the steps of one entity type's program. A feature's steps come after those
 * of the features it names, so every value is there before it is used.
 */
final class ProgramCompiler {
  private final FeatureDefinitions definitions;
  private final PlanColumns columns;
  private final Map<String, FeatureDefinition> byName = new HashMap<>();
  private final Map<String, List<Integer>> slots = new HashMap<>();
  private final Set<Input> used = EnumSet.noneOf(Input.class);
  private final List<Step> steps = new ArrayList<>();
  private final Meanings meanings;
  private final WindowCompiler windows;
  private final List<ChannelProgram.Consistency> consistencies = new ArrayList<>();
  private final ExpressionCompiler expressions = new ExpressionCompiler(this::slotOf);
  private int nextSlot = Input.values().length;

  ProgramCompiler(FeatureDefinitions definitions, PlanColumns columns) {
    this.definitions = definitions;
    this.columns = columns;
    definitions.features().forEach(feature -> byName.put(feature.name(), feature));
    this.meanings = new Meanings(byName);
    this.windows = new WindowCompiler(meanings);
  }

  VideoProgram video() {
    int sentimentSlot = nextSlot++;
    for (FeatureDefinition definition : definitions.features()) {
      if (definition instanceof Sentiment) {
        slots.put(definition.name(), List.of(sentimentSlot));
      }
    }
    List<Integer> numbers = compileAll(EntityKey.VIDEO);
    int width =
        definitions.features().stream()
            .filter(TitleEmbedding.class::isInstance)
            .mapToInt(feature -> ((TitleEmbedding) feature).dimension())
            .findFirst()
            .orElse(0);
    return new VideoProgram(nextSlot, steps, windows.specs(), numbers, sentimentSlot, width);
  }

  ChannelProgram channel(long embeddingSignature) {
    List<Integer> numbers = compileAll(EntityKey.CHANNEL);
    return new ChannelProgram(
        nextSlot,
        consistencies,
        steps.stream().map(Step.Compute.class::cast).toList(),
        used,
        numbers,
        embeddingSignature);
  }

  /** Compiles the features of an entity type; the slot of each of its numbers. */
  private List<Integer> compileAll(String entityType) {
    var numbers = new ArrayList<Integer>();
    for (FeatureDefinition definition : definitions.features()) {
      boolean wanted = definition.head().group().entityType().equals(entityType);
      if (wanted && !(definition instanceof TitleEmbedding)) {
        compile(definition);
        numbers.addAll(slots.getOrDefault(definition.name(), List.of()));
      }
    }
    return numbers;
  }

  private void compile(FeatureDefinition definition) {
    if (slots.containsKey(definition.name())) {
      return;
    }
    if (definition instanceof Cyclical c) {
      int input = use(c.input());
      slots.put(
          c.name(),
          List.of(
              compute(Transforms.cyclical(input, c.low(), c.high(), Math::sin)),
              compute(Transforms.cyclical(input, c.low(), c.high(), Math::cos))));
    } else if (definition instanceof Categorical c) {
      put(c, compute(Transforms.categorical(use(c.input()), c.values())));
    } else if (definition instanceof Binary b) {
      int input = use(b.input());
      put(b, input);
    } else if (definition instanceof Formula f) {
      Evaluator value = evaluator(f.expression());
      put(f, compute(f.minViews() == null ? value : limited(value, f.minViews())));
    } else if (definition instanceof Binned b) {
      put(b, compute(Transforms.bins(evaluator(b.of()), b.edges())));
    } else if (definition instanceof Windowed w) {
      put(w, window(w));
    } else if (definition instanceof ContentConsistency c) {
      int slot = nextSlot++;
      consistencies.add(
          new ChannelProgram.Consistency(c.lookbackVideos(), c.similarityThreshold(), slot));
      put(c, slot);
    }
  }

  private void put(FeatureDefinition definition, int slot) {
    slots.put(definition.name(), List.of(slot));
    meanings.of(definition.name()); // now, so that long chains of features do not nest later
  }

  private int use(Input input) {
    used.add(input);
    return input.ordinal();
  }

  private int compute(Evaluator evaluator) {
    int slot = nextSlot++;
    steps.add(new Step.Compute(evaluator, slot));
    return slot;
  }

  private Evaluator limited(Evaluator value, long minViews) {
    return Transforms.withMinViews(value, use(Input.VIEWS), minViews);
  }

  private int window(Windowed windowed) {
    Evaluator of = evaluator(windowed.of());
    Evaluator where = windowed.where() == null ? null : evaluator(windowed.where());
    FeatureColumn column = columns.of(windowed).get(0);
    WindowCompiler.Place place = windows.place(windowed, of, where, column);
    if (place.isNewWindow()) {
      steps.add(new Step.Observe(place.window()));
    }
    int slot = nextSlot++;
    steps.add(new Step.Aggregate(place.window(), place.aggregate(), slot));
    return slot;
  }

  /** Compiles an expression after the features it names. */
  private Evaluator evaluator(Expression expression) {
    var names = new LinkedHashSet<String>();
    expression.forEachReference(reference -> names.add(reference.name()));
    for (String name : names) {
      FeatureDefinition feature = byName.get(name);
      if (feature != null && Input.find(name).isEmpty()) {
        compile(feature);
      }
    }
    return expressions.compile(expression);
  }

  private int slotOf(String name) {
    return Input.find(name).map(this::use).orElseGet(() -> requireSlot(name));
  }

  private int requireSlot(String name) {
    List<Integer> found = slots.get(name);
    if (found == null || found.size() != 1) {
      throw new IllegalStateException("no value for '" + name + "' in a checked file");
    }
    return found.get(0);
  }
}
