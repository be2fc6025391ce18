package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.model.ModelLineage;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.inference.model.ModelManifest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts versions into the repository and makes them known to the registry, in this order, so that
 * the registry knows no version without files. Doing it again with equal content changes nothing.
 * Safe to share between threads; calls block.
 */
public final class ModelPublisher {
  /** Property of a manifest: what the registry says that the model does; default is its task. */
  public static final String TYPE = "model_type";

  /** Property of a manifest: share of right answers, 0 to 1. */
  public static final String ACCURACY = "accuracy";

  /** Property of a manifest: F1 score, 0 to 1. */
  public static final String F1 = "f1_score";

  /** Property of a manifest: name and version of what it was trained on; at most 50 characters. */
  public static final String TRAINING_DATA = "training_data_version";

  /** Begins the name of a property of a manifest that is a number by which it was trained. */
  public static final String HYPERPARAMETER = "hyperparameter.";

  /** Properties that the registry has columns for. */
  private static final Set<String> COLUMNS = Set.of(TYPE, ACCURACY, F1, TRAINING_DATA);

  private final ModelRepository repository;
  private final ModelRegistry registry;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public ModelPublisher(
      ModelRepository repository, ModelRegistry registry, Clock clock, Supplier<UUID> ids) {
    this.repository = repository;
    this.registry = registry;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Publishes the version in a folder; it takes no traffic yet.
   *
   * @param by who or what made it, at most 100 characters
   * @return what the registry holds
   * @throws com.ytempire.ml.inference.model.ModelLoadException when the folder is incomplete, or
   *     the version is there with other content
   * @throws com.ytempire.ml.core.store.StoreRefusedException when the registry cannot hold it
   */
  public ModelVersion publish(Path folder, String by) {
    return register(repository.publish(folder), by);
  }

  /**
   * Makes a version known to the registry that the repository has already; it takes no traffic yet.
   *
   * @return what the registry holds
   * @throws com.ytempire.ml.inference.model.ModelLoadException when its manifest is missing or
   *     wrong
   * @throws com.ytempire.ml.core.store.StoreRefusedException when the registry cannot hold it
   */
  public ModelVersion register(ModelRef ref, String by) {
    return register(repository.manifest(ref), by);
  }

  /**
   * Makes a version the active one of its model, registering it if only the repository knows it.
   *
   * @throws com.ytempire.ml.inference.model.ModelLoadException when its manifest is missing or
   *     wrong
   * @throws com.ytempire.ml.core.store.StoreRefusedException when it is deprecated
   */
  public ModelVersion activate(ModelRef ref, String by) {
    register(ref, by);
    return registry.activate(ref);
  }

  private ModelVersion register(ModelManifest manifest, String by) {
    ModelRef ref = manifest.ref();
    var properties = manifest.properties();
    return registry.register(
        new ModelVersion(
            ids.get(),
            ref,
            properties.getOrDefault(TYPE, manifest.task().name().toLowerCase(Locale.ROOT)),
            ModelStatus.INACTIVE,
            repository.location(ref),
            share(properties.get(ACCURACY)),
            share(properties.get(F1)),
            properties.get(TRAINING_DATA),
            clock.instant(),
            null,
            null,
            by,
            lineage(properties)));
  }

  private static ModelLineage lineage(Map<String, String> properties) {
    Map<String, Double> numbers = new HashMap<>();
    Map<String, String> facts = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (!name.startsWith(HYPERPARAMETER)) {
            facts.put(name, value);
            return;
          }
          double number = number(value);
          if (Double.isFinite(number)) {
            numbers.put(name.substring(HYPERPARAMETER.length()), number);
          } else {
            facts.put(name, value);
          }
        });
    facts.keySet().removeAll(COLUMNS);
    return new ModelLineage(numbers, facts);
  }

  /** Free text that says no such number says nothing. */
  private static @Nullable Double share(@Nullable String text) {
    double value = text == null ? Double.NaN : number(text);
    return value >= 0 && value <= 1 ? value : null;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
